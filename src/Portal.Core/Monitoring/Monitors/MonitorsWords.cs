namespace Portal.Core.Monitoring.Monitors;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class MonitorsWords
{
    private const string Crossing = " & ";

    public static string InWords(this MonitorKind kind) => kind switch
    {
        MonitorKind.Drift => "drift",
        MonitorKind.Performance => "performance",
        MonitorKind.Bias => "bias",
        MonitorKind.DataQuality => "data quality",
        MonitorKind.Volume => "volume",
        MonitorKind.Latency => "latency",
        MonitorKind.Cost => "cost",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string InWords(this MonitorReference reference) => reference switch
    {
        MonitorReference.TrainingSet => "what the version was trained and tested on",
        MonitorReference.PreviousWindow => "the window before",
        MonitorReference.FixedWindow => "one fixed window",
        _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, null),
    };

    public static string InWords(this WindowLength window) => window switch
    {
        WindowLength.Hour => "hour",
        WindowLength.Day => "day",
        WindowLength.Week => "week",
        WindowLength.Month => "month",
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, null),
    };

    public static string InWords(this WindowVerdict verdict) => verdict switch
    {
        WindowVerdict.Quiet => "quiet",
        WindowVerdict.Warning => "warning",
        WindowVerdict.Breach => "breach",
        WindowVerdict.NotEnoughData => "not enough data",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string InWords(this MonitorRunState state) => state switch
    {
        MonitorRunState.Queued => "queued",
        MonitorRunState.Running => "running",
        MonitorRunState.Completed => "completed",
        MonitorRunState.Failed => "failed",
        MonitorRunState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Warning => "warning",
        Severity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };

    /// <summary>"tells people, opens an incident".</summary>
    public static string InWords(this MonitorActions actions)
    {
        (MonitorActions Action, string Words)[] all =
        [
            (MonitorActions.Notify, "people are told"),
            (MonitorActions.OpenIncident, "an incident is opened"),
            (MonitorActions.RequestRetraining, "retraining is asked for"),
            (MonitorActions.RollBack, "the model goes back to the version before"),
        ];
        var said = all.Where(one => actions.HasFlag(one.Action)).Select(one => one.Words).ToList();
        return said.Count == 0 ? "it is only kept" : string.Join(", ", said);
    }

    /// <summary>The attributes of an intersection, or the one.</summary>
    public static IReadOnlyList<string> PartsOf(string attribute) => attribute.Split(Crossing);
}
