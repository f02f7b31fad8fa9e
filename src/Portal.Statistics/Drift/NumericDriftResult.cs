namespace Portal.Statistics.Drift;

/// <summary>Everything measured of a numeric column. Measures are <see langword="null"/> where they are not defined.</summary>
public sealed record NumericDriftResult
{
    /// <summary>The fewest rows on each side from which a conclusion is drawn.</summary>
    public const int MinimumRows = 30;

    /// <summary>Finite values of the reference.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Finite values of the window.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>Missing values of the reference.</summary>
    public required long ReferenceMissing { get; init; }

    /// <summary>Missing values of the window.</summary>
    public required long CurrentMissing { get; init; }

    /// <summary>Infinite values of the reference.</summary>
    public required long ReferenceNonFinite { get; init; }

    /// <summary>Infinite values of the window.</summary>
    public required long CurrentNonFinite { get; init; }

    /// <summary>How the share of missing values changed; among missing and finite ones.</summary>
    public required RateChange Missing { get; init; }

    /// <summary>How the share of infinite values changed; among infinite and finite ones.</summary>
    public required RateChange NonFinite { get; init; }

    /// <summary><see cref="DriftStatus.Ok"/>, <see cref="DriftStatus.InsufficientData"/> or <see cref="DriftStatus.NoData"/>: whether there
    /// is enough to conclude from.</summary>
    public required DriftStatus Status { get; init; }

    /// <summary>Whether each distinct value is a bin, and not each tenth of the reference.</summary>
    public required bool IsDiscrete { get; init; }

    /// <summary>Whether all values of the reference are the same.</summary>
    public required bool IsReferenceConstant { get; init; }

    /// <summary>Whether outliers make the reference's standard deviation, so that it is no measure.</summary>
    public required bool IsHeavyTailed { get; init; }

    /// <summary>Inner edges of the bins, left-closed; empty where each value is a bin.</summary>
    public required IReadOnlyList<double> BinEdges { get; init; }

    /// <summary>The values that are bins; empty where <see cref="BinEdges"/> are.</summary>
    public required IReadOnlyList<double> BinValues { get; init; }

    /// <summary>Rows of the reference in each bin; the last bin of discrete values is that of unseen ones.</summary>
    public required IReadOnlyList<long> ReferenceBins { get; init; }

    /// <summary>Rows of the window in each bin.</summary>
    public required IReadOnlyList<long> CurrentBins { get; init; }

    /// <summary>Distances over the bins.</summary>
    public BinDistances? Bins { get; init; }

    /// <summary>Test of the bins' counts, for columns of few distinct values.</summary>
    public HomogeneityTest? Homogeneity { get; init; }

    /// <summary>Kolmogorov–Smirnov distance, in [0, 1].</summary>
    public double? KsDistance { get; init; }

    /// <summary>By how much the true distance can be larger, because both sides are kept on a grid; 0 against a complete baseline.</summary>
    public double KsError { get; init; }

    /// <summary>Its p-value: exact up to 4 million pairs of rows, else <see cref="KsStephensPValue"/>.</summary>
    public double? KsPValue { get; init; }

    /// <summary>The exact p-value, up to 4 million pairs of rows.</summary>
    public double? KsExactPValue { get; init; }

    /// <summary>The p-value of the limit with Stephens' correction.</summary>
    public double? KsStephensPValue { get; init; }

    /// <summary>The p-value of the plain limit.</summary>
    public double? KsLimitPValue { get; init; }

    /// <summary>Wasserstein-1 distance, in the column's unit.</summary>
    public double? W1 { get; init; }

    /// <summary>By how much the true distance can differ, in the column's unit; 0 when measured from rows against a complete baseline.</summary>
    public double W1Error { get; init; }

    /// <summary>Wasserstein-1 in standard deviations of the reference; infinite when these are 0 and the window has another value.</summary>
    public double? W1Normalised { get; init; }

    /// <summary>Standard deviation of the reference, divisor n.</summary>
    public double? ReferenceDeviation { get; init; }

    /// <summary>Standard deviation of the window, divisor n.</summary>
    public double? CurrentDeviation { get; init; }

    /// <summary>Mean of the reference.</summary>
    public double? ReferenceMean { get; init; }

    /// <summary>Mean of the window.</summary>
    public double? CurrentMean { get; init; }

    /// <summary>Quantiles of both sides; empty when a side has no values.</summary>
    public IReadOnlyList<QuantileLine> Quantiles { get; init; } = [];
}
