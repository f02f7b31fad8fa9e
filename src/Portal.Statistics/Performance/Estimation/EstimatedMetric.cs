using Portal.Statistics.Metrics;

namespace Portal.Statistics.Performance.Estimation;

/// <summary>A metric that was estimated without labels.</summary>
/// <param name="Value">The estimate, in [0, 1].</param>
/// <param name="StandardError">Its sampling error: how far the labels, drawn with the calibrated probabilities, would make it stray. The
/// error of the calibration itself is not in it.</param>
public readonly record struct EstimatedMetric(double Value, double StandardError)
{
    /// <summary>Width of the band to each side, in standard errors.</summary>
    public const double BandWidth = 3;

    /// <summary>The estimate ± 3 standard errors, within [0, 1].</summary>
    public Interval Band =>
        new(Math.Max(0, Value - BandWidth * StandardError), Math.Min(1, Value + BandWidth * StandardError));
}
