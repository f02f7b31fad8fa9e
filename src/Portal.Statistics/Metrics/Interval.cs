namespace Portal.Statistics.Metrics;

/// <summary>A closed interval of plausible values; <c>Lower ≤ Upper</c>, in the unit of the value it belongs to.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct Interval(double Lower, double Upper);
