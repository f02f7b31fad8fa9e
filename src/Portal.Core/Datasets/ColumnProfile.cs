namespace Portal.Core.Datasets;

/// <summary>What was measured of one column of a snapshot.</summary>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values; exact up to <see cref="DistinctLimit"/>, then null.</param>
/// <param name="Numbers">For numeric columns with at least one value.</param>
/// <param name="TopValues">The most frequent values with their rows, most frequent first. Empty for identifiers.</param>
public sealed record ColumnProfile(string Name, long Rows, long Missing, int? Distinct, NumberProfile? Numbers, IReadOnlyList<ValueCount> TopValues)
{
    public const int DistinctLimit = 10_000;
}

/// <param name="Quantiles">At 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, by linear interpolation.</param>
/// <param name="Histogram">Equal-width bins from minimum to maximum; the last includes the maximum.</param>
public sealed record NumberProfile(double Minimum, double Maximum, double Mean, double StandardDeviation, IReadOnlyList<double> Quantiles, IReadOnlyList<long> Histogram);

public sealed record ValueCount(string Value, long Rows);
