using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Web.Monitoring.Health;

/// <param name="Verdict">Of the monitor that says most; absent before the first window with a verdict.</param>
/// <param name="Sentence">What it says.</param>
/// <param name="Version">Number of the version that is live; absent when none is.</param>
public sealed record HealthResponse(
    string Model, string Environment, int? Version, DateTimeOffset? LiveSince, WindowVerdict? Verdict, string? Sentence, IReadOnlyList<MonitorHealth> Monitors, IReadOnlyList<IncidentHealth> Incidents,
    IReadOnlyList<DeploymentHealth> Deployments)
{
    internal static HealthResponse Of(HealthView view) => new(
        view.Subject.Model, view.Subject.Environment, view.Subject.Version, view.Subject.LiveSince, view.Verdict, view.Telling?.LastJudged?.Sentence,
        [.. view.Monitors.Select(MonitorHealth.Of)],
        [.. view.Incidents.Select(row => new IncidentHealth(row.Number, row.Title, row.Kind, row.Severity, row.State, row.OpenedAt, row.LastFoundAt, row.Findings))],
        [.. view.Deployments.Select(row => new DeploymentHealth(row.Version, row.StartedAt, row.EndedAt, row.Cause))]);
}

/// <param name="Last">The newest window with a verdict.</param>
public sealed record MonitorHealth(string Name, MonitorKind Kind, MonitorState State, WindowLength Window, DateTimeOffset? NextDueAt, WindowHealth? Last)
{
    internal static MonitorHealth Of(HealthMonitor monitor) =>
        new(monitor.Name, monitor.Kind, monitor.State, monitor.Window, monitor.NextDueAt, monitor.Last is { } last ? WindowHealth.Of(last) : null);
}

/// <param name="To">Exclusive.</param>
/// <param name="Readings">What was measured, each with its limit and verdict.</param>
public sealed record WindowHealth(DateTimeOffset From, DateTimeOffset To, int? Version, long Rows, WindowVerdict? Verdict, string? Sentence, IReadOnlyList<Reading> Readings)
{
    internal static WindowHealth Of(HealthRun run) => new(run.From, run.To, run.Version, run.Rows, run.Verdict, run.Sentence, run.Readings);
}

public sealed record IncidentHealth(
    int Number, string Title, MonitorKind? Kind, Severity Severity, IncidentState State, DateTimeOffset OpenedAt, DateTimeOffset LastFoundAt, int Findings);

public sealed record DeploymentHealth(int Version, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DeploymentCause Cause);

/// <summary>The windows of one drift monitor, oldest first.</summary>
public sealed record DriftResponse(string Model, string Environment, IReadOnlyList<DriftWindows> Monitors);

public sealed record DriftWindows(string Monitor, WindowLength Window, IReadOnlyList<WindowHealth> Windows);
