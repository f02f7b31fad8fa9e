using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// Another version scores the production weeks in the shadow of the live one, and is looked at as it stood after each of them. What was
/// planned, sent or looked at already stays.
/// </summary>
public sealed partial class DemoExperiments(
    PortalDatabase database, DemoMembers members, ReceiveInputs inputs, CreateExperiment create, StartExperiment start, LookAtExperiment look, ILogger<DemoExperiments> log)
{
    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var shadow in plan.Experiments ?? [])
        {
            if (await TellAsync(await members.WithAsync(Role.DataScientist, tenant, ct), shadow, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, shadow.Name, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(Actor scientist, DemoShadow shadow, CancellationToken ct)
    {
        if (await FirstMondayAsync(scientist, shadow, ct) is not { } monday)
        {
            return Refusal.NotFound("What the live version answered");
        }

        var weeks = await new DemoWeeks(Path.Combine(DemoPlan.Folder, shadow.Folder), shadow.Scores, shadow.Label).ReadAsync(monday, ct);
        foreach (var week in weeks)
        {
            using var given = new MemoryStream(Encoding.UTF8.GetBytes(week.Inputs));
            var sent = await inputs.RunAsync(scientist, new BatchRequest(shadow.Environment, shadow.Model, shadow.Version, week.Key, BatchFormat.Csv, given), ct);
            if (!sent.IsOk)
            {
                return sent.Refusal;
            }
        }

        var (number, looked, refusal) = await BeginAsync(scientist, shadow, monday, ct);
        foreach (var week in weeks.Where(week => looked is null || week.End > looked).TakeWhile(_ => refusal is null))
        {
            refusal = (await look.RunAsync(scientist, number, ct, week.End)).Refusal;
        }

        return refusal;
    }

    /// <returns>With the instant of the newest look.</returns>
    private async Task<(int Number, DateTimeOffset? Looked, Refusal? Refusal)> BeginAsync(Actor scientist, DemoShadow shadow, DateTimeOffset monday, CancellationToken ct)
    {
        if (await FindAsync(scientist, shadow, ct) is null)
        {
            var draft = new ExperimentDraft(
                shadow.Name, shadow.Hypothesis, ExperimentMode.Shadow, [new ChallengerDraft(shadow.Version)], ExperimentMetric.Accuracy, null, shadow.ExpectedEffect, shadow.Baseline, CountsFrom: monday);
            var made = await create.RunAsync(scientist, new CreateExperimentRequest(shadow.Model, shadow.Environment, draft), ct);
            if (!made.IsOk)
            {
                return (0, null, made.Refusal);
            }
        }

        var (number, state, looked) = (await FindAsync(scientist, shadow, ct))!.Value;
        return (number, looked, state == ExperimentState.Draft ? (await start.RunAsync(scientist, number, ct)).Refusal : null);
    }

    private async Task<(int Number, ExperimentState State, DateTimeOffset? Looked)?> FindAsync(Actor scientist, DemoShadow shadow, CancellationToken ct)
    {
        await using var db = database.Open(scientist.Tenant);
        var looks = db.ExperimentLooks;
        var found = await db.Experiments.AsNoTracking().Where(row => row.Name == shadow.Name)
            .Select(row => new { row.Number, row.State, Looked = looks.Where(kept => kept.ExperimentId == row.Id).OrderByDescending(kept => kept.At).Select(kept => (DateTimeOffset?)kept.At).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Number, found.State, found.Looked);
    }

    /// <summary>Of the week in which the live version's first rows lie.</summary>
    private async Task<DateTimeOffset?> FirstMondayAsync(Actor scientist, DemoShadow shadow, CancellationToken ct)
    {
        var (environment, model) = (Names.Normalize(shadow.Environment), Names.Normalize(shadow.Model));
        await using var db = database.Open(scientist.Tenant);
        var (places, models) = (db.Environments.Where(row => row.NormalizedName == environment), db.Models.Where(row => row.NormalizedName == model));
        var first = await db.ObservationBatches.AsNoTracking()
            .Where(row => row.Kind == ObservationKind.Inputs && places.Any(place => place.Id == row.EnvironmentId) && models.Any(one => one.Id == row.ModelId))
            .OrderBy(row => row.Number).Select(row => (DateTimeOffset?)row.FirstAt).FirstOrDefaultAsync(ct);
        return first is { } at ? DemoWeeks.MondayOf(at) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3104, Level = LogLevel.Warning, Message = "The experiment {Name} of {Tenant} ended: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string name, string sentence);
    }
}
