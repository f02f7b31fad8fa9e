namespace Portal.Statistics.Experiments;

/// <summary>What one arm of an experiment has shown so far, of one metric.</summary>
public sealed record ExperimentArm
{
    private ExperimentArm(ArmMean values, long? conversions) => (Values, Conversions) = (values, conversions);

    /// <summary>Rows, mean and spread of the metric; of a rate, each row counts 1 or 0.</summary>
    public ArmMean Values { get; }

    /// <summary>Rows that converted; <see langword="null"/> when the metric is no rate.</summary>
    public long? Conversions { get; }

    /// <summary>Number of rows.</summary>
    public long Rows => Values.Rows;

    /// <summary>The variance of the arm's mean as the sequential test takes it: of a rate p(1 − p)/n, of a mean s²/n.
    /// <see langword="null"/> without enough rows.</summary>
    public double? VarianceOfMean => Rows == 0 ? null
        : Conversions is { } hits ? (double)hits / Rows * (1 - (double)hits / Rows) / Rows
        : Values.Variance / Rows;

    /// <summary>An arm whose metric is a rate.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="conversions">Rows that converted, 0 … <paramref name="rows"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more conversions than rows.</exception>
    public static ExperimentArm OfRate(long rows, long conversions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(conversions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(conversions, rows);
        var rate = rows == 0 ? 0 : (double)conversions / rows;
        return new ExperimentArm(new ArmMean(rows, rate, conversions * (1 - rate)), conversions);
    }

    /// <summary>An arm whose metric is a mean.</summary>
    /// <param name="values">Rows, mean and spread.</param>
    public static ExperimentArm OfMean(ArmMean values) => new(values, null);

    /// <summary>Both arms' rows as one arm.</summary>
    /// <param name="other">Other rows of the same arm and metric.</param>
    /// <exception cref="ArgumentException">One metric is a rate and the other is none.</exception>
    public ExperimentArm Merge(ExperimentArm other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Conversions.HasValue != other.Conversions.HasValue)
        {
            throw new ArgumentException("A rate and a mean cannot be added.", nameof(other));
        }

        return Conversions is { } hits ? OfRate(Rows + other.Rows, hits + other.Conversions!.Value) : OfMean(Values.Merge(other.Values));
    }
}
