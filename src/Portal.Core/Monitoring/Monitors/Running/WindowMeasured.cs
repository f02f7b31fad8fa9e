using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What a window turned out to be: the verdict, the sentence above it, and each number beside its limit.</summary>
/// <param name="Version">Whose rows were looked at; null where nothing was live.</param>
internal sealed record WindowMeasured(VersionId? Version, WindowVerdict Verdict, string Sentence, long Rows, IReadOnlyList<Reading> Readings);

/// <summary>Measures a window by the monitor's kind.</summary>
internal interface IWindowMeter
{
    /// <param name="progress">0 to 1.</param>
    Task<WindowMeasured> MeasureAsync(ClaimedRun claim, Action<double> progress, CancellationToken ct);
}
