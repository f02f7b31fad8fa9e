using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Health;

/// <summary>A model in an environment: what its pages of health are about.</summary>
/// <param name="Version">What is live there; null when nothing is.</param>
/// <param name="Columns">Of what the live version, else the newest one, was trained on; empty where that is not known.</param>
/// <param name="Scoring">How its answer is read; null where nothing is registered.</param>
public sealed record HealthSubject(
    EnvironmentId EnvironmentId, string Environment, EnvironmentPurpose Purpose, ModelId ModelId, string Model, ModelTask Task, RiskClass RiskClass,
    VersionId? VersionId, int? Version, DateTimeOffset? LiveSince, IReadOnlyList<DatasetColumn> Columns, ScoringRules? Scoring)
{
    public IReadOnlyList<string> ProtectedColumns => [.. Columns.Where(column => column.Role == ColumnRole.ProtectedAttribute).Select(column => column.Name)];

    /// <summary>The outcome that is good for the person concerned: "deny = no".</summary>
    public string? Favourable => Scoring is { FavourableClass.Length: > 0 } rules ? $"{rules.LabelColumn} = {rules.FavourableClass}" : null;
}

/// <summary>One window of one monitor, with what it turned out to be.</summary>
/// <param name="Version">Whose rows were looked at.</param>
/// <param name="Readings">Empty until it is completed.</param>
public sealed record HealthRun(
    MonitorRunId Id, DateTimeOffset From, DateTimeOffset To, MonitorRunState State, WindowVerdict? Verdict, string? Sentence, long Rows, VersionId? VersionId, int? Version,
    IReadOnlyList<Reading> Readings, string? FailureSentence, DateTimeOffset? EndedAt)
{
    public Reading? Worst => Readings.Where(reading => reading.Value is not null).OrderByDescending(reading => Rank(reading.Verdict)).ThenByDescending(Excess).FirstOrDefault();

    /// <summary>How much a verdict asks for attention.</summary>
    public static int Rank(WindowVerdict? verdict) => verdict switch
    {
        WindowVerdict.Breach => 3,
        WindowVerdict.Warning => 2,
        WindowVerdict.Quiet => 1,
        _ => 0,
    };

    /// <summary>How far a number is beyond its limit, or near it, whatever its unit.</summary>
    private static double Excess(Reading reading) => reading is { Value: { } value, Limit: { } limit } && limit != 0 ? Math.Abs(value - limit) / Math.Abs(limit) : 0;
}

/// <summary>One monitor with its newest windows, oldest first.</summary>
public sealed record HealthMonitor(
    MonitorId Id, string Name, MonitorKind Kind, MonitorState State, MonitorReference Reference, WindowLength Window, string TimeZone, int WindowsInARow, Severity Severity,
    MonitorActions Actions, MonitorSettings Settings, DateTimeOffset? NextDueAt, IReadOnlyList<HealthRun> Runs)
{
    /// <summary>The newest window with a verdict.</summary>
    public HealthRun? Last => Runs.LastOrDefault(run => run.Verdict is not null);

    /// <summary>The newest window in which there was enough to judge; a silent week does not hide the one before.</summary>
    public HealthRun? LastJudged => Runs.LastOrDefault(run => run.Verdict is not (null or WindowVerdict.NotEnoughData)) ?? Last;
}

public sealed record HealthIncident(
    int Number, string Title, MonitorKind? Kind, string? Monitor, Severity Severity, IncidentState State, DateTimeOffset OpenedAt, DateTimeOffset LastFoundAt, int Findings, string? AssignedTo);

public sealed record HealthDeployment(int Version, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DeploymentCause Cause, string Reason, string By);

/// <summary>All that the pages of one model's health are made of.</summary>
/// <param name="Incidents">Those that are not resolved, and the newest of those that are.</param>
/// <param name="Deployments">Newest first.</param>
/// <param name="MayReadProtected">Without it, nothing about single protected groups is in the view.</param>
public sealed record HealthView(
    HealthSubject Subject, IReadOnlyList<HealthMonitor> Monitors, IReadOnlyList<HealthIncident> Incidents, IReadOnlyList<HealthDeployment> Deployments, bool MayReadProtected)
{
    /// <summary>The one whose windows tell most: weeks smooth what days do not, and months come late.</summary>
    public HealthMonitor? Of(MonitorKind kind) => AllOf(kind).FirstOrDefault();

    public IEnumerable<HealthMonitor> AllOf(MonitorKind kind) => Monitors.Where(monitor => monitor.Kind == kind).OrderBy(monitor => Order(monitor.Window));

    /// <summary>Of each kind the one whose windows tell most; of bias one for each attribute.</summary>
    public IEnumerable<HealthMonitor> Main => Monitors.Where(monitor => monitor.Kind == MonitorKind.Bias || monitor == Of(monitor.Kind));

    /// <summary>The monitor that says most about how it is: the one with the worst newest verdict, drift and performance before others.</summary>
    public HealthMonitor? Telling => Main.Where(monitor => monitor.LastJudged is not null)
        .OrderByDescending(monitor => HealthRun.Rank(monitor.LastJudged!.Verdict)).ThenByDescending(monitor => monitor.LastJudged!.To)
        .ThenBy(monitor => monitor.Kind == MonitorKind.Performance ? 0 : monitor.Kind == MonitorKind.Drift ? 1 : 2).FirstOrDefault();

    public WindowVerdict? Verdict => Telling?.LastJudged!.Verdict;

    public IEnumerable<HealthIncident> Open => Incidents.Where(incident => incident.State != IncidentState.Resolved);

    private static int Order(WindowLength window) => window switch { WindowLength.Week => 0, WindowLength.Day => 1, WindowLength.Month => 2, _ => 3 };
}
