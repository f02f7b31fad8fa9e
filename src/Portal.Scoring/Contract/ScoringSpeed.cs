namespace Portal.Scoring.Contract;

/// <summary>How fast a model is by the size of a call and by threads, and what it costs to start. Beside the evidence, never in it.</summary>
/// <param name="ColdStartMilliseconds">From the start of the process to the first scores.</param>
/// <param name="ModelBytes">Size of the model file.</param>
/// <param name="Points">What was measured, by threads and then by rows; a slow model has fewer, because the time for it is bounded.</param>
public sealed record ScoringSpeed(double ColdStartMilliseconds, long ModelBytes, IReadOnlyList<SpeedPoint> Points)
{
    /// <summary>The point with the most rows a second; null when none was measured.</summary>
    /// <returns>It, or null.</returns>
    public SpeedPoint? Best() => Points.MaxBy(point => point.RowsPerSecond);
}

/// <summary>Calls of one size with one number of threads.</summary>
/// <param name="BatchRows">Rows a call.</param>
/// <param name="Threads">Threads inside an operator.</param>
/// <param name="Calls">Calls that were timed.</param>
/// <param name="RowsPerSecond">Rows of a call over its median time.</param>
/// <param name="P50Milliseconds">Median time of a call.</param>
/// <param name="P95Milliseconds">95 % of the calls were no slower.</param>
public sealed record SpeedPoint(int BatchRows, int Threads, int Calls, double RowsPerSecond, double P50Milliseconds, double P95Milliseconds);
