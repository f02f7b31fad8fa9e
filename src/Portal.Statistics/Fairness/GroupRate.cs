using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>A share of some rows of a group.</summary>
/// <param name="Hits">Rows that count.</param>
/// <param name="Rows">Rows among which they are counted.</param>
public readonly record struct GroupRate(long Hits, long Rows)
{
    /// <summary>The share, in [0, 1]; <see langword="null"/> without rows: not defined, which is neither 0 nor 1.</summary>
    public double? Value => Rows == 0 ? null : (double)Hits / Rows;

    /// <summary>Wilson's 95 % interval; <see langword="null"/> without rows.</summary>
    public Interval? Interval => WilsonInterval.Of(Hits, Rows);
}
