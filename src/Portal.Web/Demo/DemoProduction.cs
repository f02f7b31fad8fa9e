using System.Text;
using Portal.Core;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// Four weeks of production of one demo model, sent through the acts that programs use, watched by the default monitors, and measured
/// window by window as the schedule would have: two quiet weeks, one in which other people apply, one in which the outcome follows other
/// rules. Done again it changes nothing: batches have keys, monitors names, and a window one run.
/// </summary>
public sealed partial class DemoProduction(
    DemoMembers members, ReceiveInputs inputs, ReceiveLabels labels, AddDefaultMonitors defaults, MonitorList monitors, RunMonitorNow run, MonitorRunList runs, TimeProvider clock, ILogger<DemoProduction> log)
{
    private static readonly PageRequest s_all = new(PageRequest.LargestSize);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var production in plan.Production ?? [])
        {
            if (await TellAsync(await members.WithAsync(Role.DataScientist, tenant, ct), production, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, production.Model, production.Environment, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(Actor scientist, DemoStream plan, CancellationToken ct)
    {
        var weeks = await new DemoWeeks(Path.Combine(DemoPlan.Folder, plan.Folder), plan.Scores, plan.Label).ReadAsync(clock.GetUtcNow(), ct);
        foreach (var week in weeks)
        {
            if (await SendAsync(scientist, plan, week, ct) is { } refusal)
            {
                return refusal;
            }
        }

        var made = await defaults.RunAsync(scientist, new AddDefaultMonitorsRequest(plan.Environment, plan.Model), ct);
        return made.IsOk ? await MeasureAsync(scientist, made.Value, weeks, ct) : made.Refusal;
    }

    private async Task<Refusal?> SendAsync(Actor scientist, DemoStream plan, DemoWeek week, CancellationToken ct)
    {
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(week.Inputs));
        var received = await inputs.RunAsync(scientist, new BatchRequest(plan.Environment, plan.Model, plan.Version, week.Key, BatchFormat.Csv, sent), ct);
        if (!received.IsOk)
        {
            return received.Refusal;
        }

        using var known = new MemoryStream(Encoding.UTF8.GetBytes(week.Labels));
        return (await labels.RunAsync(scientist, new BatchRequest(plan.Environment, plan.Model, null, week.Key + "-labels", BatchFormat.Csv, known), ct)).Refusal;
    }

    /// <summary>Weeks in their order for all monitors, so that incidents tell what came first.</summary>
    private async Task<Refusal?> MeasureAsync(Actor scientist, IReadOnlyList<string> made, IReadOnlyList<DemoWeek> weeks, CancellationToken ct)
    {
        var all = await monitors.ReadAsync(scientist, new MonitorListRequest(s_all), ct);
        if (!all.IsOk)
        {
            return all.Refusal;
        }

        var watching = all.Value.Items.Where(row => made.Contains(row.Name, StringComparer.Ordinal)).ToList();
        foreach (var week in weeks)
        {
            foreach (var monitor in watching)
            {
                for (var day = 0; day < 7; day += monitor.Window == WindowLength.Day ? 1 : 7)
                {
                    if ((await run.RunAsync(scientist, new RunMonitorNowRequest(monitor.Name, week.Monday.AddDays(day)), ct)).Refusal is { } refusal)
                    {
                        return refusal;
                    }
                }
            }

            await RestAsync(scientist, ct);
        }

        return null;
    }

    /// <summary>The runs of a week end before those of the next begin.</summary>
    private async Task RestAsync(Actor scientist, CancellationToken ct)
    {
        while (await runs.OpenAsync(scientist, ct) > 0)
        {
            await Task.Delay(s_look, clock, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "The production weeks of {Tenant} ended at {Model} in {Environment}: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string model, string environment, string sentence);
    }
}
