using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Health;

/// <summary>A model that is live, with monitors and runs as measuring would leave them.</summary>
internal sealed class HealthData(GovernanceData data) : IAsyncDisposable
{
    public static readonly DateTimeOffset FirstMonday = new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero);

    public GovernanceData Data => data;

    public static async Task<HealthData> StartAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        return new HealthData(data);
    }

    public async Task<MonitorId> AddMonitorAsync(string name, MonitorKind kind, WindowLength window = WindowLength.Week, MonitorSettings? settings = null)
    {
        await using var db = data.Portal.Open();
        var live = await db.LiveDeployments.SingleAsync();
        var monitor = new Core.Monitoring.Monitors.Monitor
        {
            TenantId = data.Portal.Tenant,
            Id = MonitorId.New(),
            EnvironmentId = live.EnvironmentId,
            ModelId = live.ModelId,
            Name = name,
            NormalizedName = Names.Normalize(name),
            Kind = kind,
            Reference = MonitorReference.TrainingSet,
            Window = window,
            Schedule = "0 10 2 ? * MON",
            TimeZone = "UTC",
            Settings = settings ?? new MonitorSettings(),
            WindowsInARow = 1,
            Severity = Severity.Warning,
            Actions = MonitorActions.OpenIncident,
            CreatedBy = data.Scientist.Member!.Value,
            CreatedAt = data.Portal.Clock.GetUtcNow(),
        };
        db.Monitors.Add(monitor);
        await db.SaveChangesAsync();
        return monitor.Id;
    }

    /// <param name="week">0 is the first.</param>
    public async Task AddRunAsync(MonitorId monitor, int week, WindowVerdict? verdict, params IReadOnlyList<Reading> readings)
    {
        await using var db = data.Portal.Open();
        var version = await db.LiveDeployments.Select(row => row.VersionId).SingleAsync();
        db.MonitorRuns.Add(new MonitorRun
        {
            TenantId = data.Portal.Tenant,
            Id = MonitorRunId.New(),
            MonitorId = monitor,
            WindowFrom = FirstMonday.AddDays(7 * week),
            WindowTo = FirstMonday.AddDays(7 * (week + 1)),
            QueuedAt = FirstMonday.AddDays(7 * (week + 1)),
            State = verdict is null ? MonitorRunState.Queued : MonitorRunState.Completed,
            Verdict = verdict,
            Sentence = verdict is null ? null : $"Week {week} was {verdict}.",
            Rows = 600,
            VersionId = version,
            Readings = verdict is null ? null : readings,
        });
        await db.SaveChangesAsync();
    }

    public async Task AddIncidentAsync(MonitorId monitor, int number, IncidentState state)
    {
        await using var db = data.Portal.Open();
        var live = await db.LiveDeployments.SingleAsync();
        db.Incidents.Add(new Incident
        {
            TenantId = data.Portal.Tenant,
            Id = IncidentId.New(),
            Number = number,
            MonitorId = monitor,
            EnvironmentId = live.EnvironmentId,
            ModelId = live.ModelId,
            VersionId = live.VersionId,
            Title = $"Incident {number}",
            Severity = Severity.Critical,
            State = state,
            OpenedAt = FirstMonday.AddDays(number),
            LastFoundAt = FirstMonday.AddDays(number),
            Findings = 2,
            IsTold = false,
        });
        await db.SaveChangesAsync();
    }

    public static Reading Of(string subject, string measure, double? value, WindowVerdict verdict, double? limit = null) =>
        new(subject, measure, value, null, null, null, limit, null, null, 600, verdict, $"{subject} is {verdict}.");

    public ValueTask DisposeAsync() => data.DisposeAsync();
}
