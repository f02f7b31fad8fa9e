using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Slices;

/// <summary>What a search for slices looks at and what it tells.</summary>
public sealed record SliceSearch
{
    /// <summary>A slice is told beside one that it overlaps when what it adds has at most this p-value.</summary>
    public const double AddsLevel = 0.01;

    /// <summary>A column with more values is left out: it names rows rather than groups.</summary>
    public const int MaximumValues = 200;

    /// <summary>Rows that a slice, and the rest, need; at least 2.</summary>
    public int MinimumRows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 30;

    /// <summary>At most this many conditions: 1 or 2.</summary>
    public int Depth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2);
            field = value;
        }
    } = 2;

    /// <summary>At most this many slices of two conditions are counted, at least 0: a column that would exceed them, in order of the
    /// columns, is searched by itself only.</summary>
    public int MaximumCells
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 250_000;

    /// <summary>At most this many slices are told, at least 1.</summary>
    public int MaximumSlices
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 20;

    /// <summary>The level of significance of corrected p-values, in (0, 1).</summary>
    public double Level
    {
        get;
        init
        {
            NormalDistribution.Check(value);
            field = value;
        }
    } = 0.05;

    /// <summary>The correction for the number of slices tried.</summary>
    public Correction Correction { get; init; } = Correction.FalseDiscoveryRate;
}
