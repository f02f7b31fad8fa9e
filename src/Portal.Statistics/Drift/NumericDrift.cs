using System.Buffers;
using System.Numerics;

namespace Portal.Statistics.Drift;

/// <summary>Measures how far a numeric column moved.</summary>
public static class NumericDrift
{
    /// <summary>Compares rows with a baseline. Everything is exact where the baseline is complete.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="values">The window: one value a row, not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static NumericDriftResult Measure(NumericBaseline baseline, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing = default) =>
        MeasureRows(baseline, values, missing);

    /// <summary>As <see cref="Measure(NumericBaseline, ReadOnlySpan{double}, ReadOnlySpan{bool})"/>, of 32-bit values.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="values">The window: one value a row, not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static NumericDriftResult Measure(NumericBaseline baseline, ReadOnlySpan<float> values, ReadOnlySpan<bool> missing = default) =>
        MeasureRows(baseline, values, missing);

    /// <summary>Compares a window's counters with the baseline that they were counted against. Exact but for the Wasserstein distance in the
    /// intervals where the two distributions cross; <see cref="NumericDriftResult.W1Error"/> bounds what that can amount to.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="current">The window.</param>
    /// <exception cref="ArgumentException">The counters are on another grid.</exception>
    public static NumericDriftResult Measure(NumericBaseline baseline, NumericCounters current)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Measured(baseline, baseline.Reference, baseline.Deviation, current, null);
    }

    /// <summary>Compares two windows that were counted on one grid. Bins are the grid's; the standard deviation is the reference window's.</summary>
    /// <param name="grid">The baseline that both were counted against.</param>
    /// <param name="reference">The window that is compared with.</param>
    /// <param name="current">The window that is compared.</param>
    /// <exception cref="ArgumentException">The counters are on another grid.</exception>
    public static NumericDriftResult Measure(NumericBaseline grid, NumericCounters reference, NumericCounters current)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(reference);
        return Measured(grid, reference, reference.Deviation, current, null);
    }

    private static NumericDriftResult MeasureRows<T>(NumericBaseline baseline, ReadOnlySpan<T> values, ReadOnlySpan<bool> missing)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(baseline);
        NumericBlocks.Check(values.Length, missing.Length);
        var finite = ArrayPool<double>.Shared.Rent(Math.Max(1, values.Length));
        var cells = ArrayPool<int>.Shared.Rent(Math.Max(1, values.Length));
        var current = NumericCounters.Rent(baseline.Grid);
        try
        {
            var blocks = default(NumericBlocks);
            var rows = blocks.Finite(values, missing, finite);
            for (var start = 0; start < rows; start += NumericBlocks.Length)
            {
                var length = Math.Min(NumericBlocks.Length, rows - start);
                current.Count(finite.AsSpan(start, length), cells.AsSpan(start, length));
            }

            current.CountOthers(blocks);
            double? exact = baseline.IsComplete && baseline.Rows > 0 && rows > 0
                ? ExactTransport.Measure(baseline.Reference, current, finite.AsSpan(0, rows), cells.AsSpan(0, rows))
                : null;
            return Measured(baseline, baseline.Reference, baseline.Deviation, current, exact);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(finite);
            ArrayPool<int>.Shared.Return(cells);
            current.Return();
        }
    }

    private static NumericDriftResult Measured(
        NumericBaseline baseline, NumericCounters reference, double? deviation, NumericCounters current, double? exactW1)
    {
        ArgumentNullException.ThrowIfNull(current);
        RequireGrid(baseline, reference);
        RequireGrid(baseline, current);
        var (bins, others) = (NumericBins.Of(baseline, reference), NumericBins.Of(baseline, current));
        var isBaseline = ReferenceEquals(reference, baseline.Reference);
        var plain = new NumericDriftResult
        {
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Missing,
            CurrentMissing = current.Missing,
            ReferenceNonFinite = reference.NonFinite,
            CurrentNonFinite = current.NonFinite,
            Missing = RateChange.Of(reference.Missing, reference.Missing + reference.Rows, current.Missing, current.Missing + current.Rows),
            NonFinite = RateChange.Of(reference.NonFinite, reference.NonFinite + reference.Rows, current.NonFinite, current.NonFinite + current.Rows),
            Status = StatusOf(reference.Rows, current.Rows),
            IsDiscrete = baseline.IsDiscrete,
            IsReferenceConstant = reference.Rows > 0 && reference.Least == reference.Greatest,
            IsHeavyTailed = baseline.IsHeavyTailed,
            BinEdges = baseline.Edges,
            BinValues = baseline.DiscreteValues,
            ReferenceBins = bins,
            CurrentBins = others,
            ReferenceDeviation = isBaseline ? baseline.Deviation : reference.Deviation,
            CurrentDeviation = current.Deviation,
            ReferenceMean = reference.Mean,
            CurrentMean = current.Mean,
        };
        return reference.Rows == 0 || current.Rows == 0 ? plain : Distances(plain, baseline, reference, deviation, current, exactW1);
    }

    private static NumericDriftResult Distances(
        NumericDriftResult plain, NumericBaseline baseline, NumericCounters reference, double? deviation, NumericCounters current, double? exactW1)
    {
        var cells = CellComparison.Of(reference, current);
        var w1 = exactW1 ?? cells.W1;
        var (rows, others) = (reference.Rows, current.Rows);
        var exact = KolmogorovSmirnov.Exact(cells.KsDistance, rows, others);
        var stephens = KolmogorovSmirnov.Stephens(cells.KsDistance, rows, others);
        long[] bins = [.. plain.ReferenceBins];
        long[] currentBins = [.. plain.CurrentBins];
        return plain with
        {
            Bins = BinDistances.Of(bins, currentBins),
            Homogeneity = baseline.IsDiscrete ? HomogeneityTest.Of(bins, currentBins) : null,
            KsDistance = cells.KsDistance,
            KsError = cells.KsError,
            KsPValue = exact ?? stephens,
            KsExactPValue = exact,
            KsStephensPValue = stephens,
            KsLimitPValue = KolmogorovSmirnov.Limit(cells.KsDistance, rows, others),
            W1 = w1,
            W1Error = exactW1 is null ? cells.W1Error : 0,
            W1Normalised = Normalised(plain, current, w1, deviation),
            Quantiles = QuantileTable.Of(reference, current),
        };
    }

    private static double? Normalised(NumericDriftResult plain, NumericCounters current, double w1, double? deviation)
    {
        if (plain.IsReferenceConstant)
        {
            // Equal to the last bit, or something moved, however little: no deviation is there to measure it by.
            return w1 == 0 && current.Least == current.Greatest ? 0 : double.PositiveInfinity;
        }

        return deviation is > 0 ? w1 / deviation : null;
    }

    private static DriftStatus StatusOf(long rows, long others) => Math.Min(rows, others) switch
    {
        0 => DriftStatus.NoData,
        < NumericDriftResult.MinimumRows => DriftStatus.InsufficientData,
        _ => DriftStatus.Ok,
    };

    private static void RequireGrid(NumericBaseline baseline, NumericCounters counters)
    {
        if (counters.Grid.Fingerprint != baseline.Grid.Fingerprint || counters.Grid.Count != baseline.Grid.Count)
        {
            throw new ArgumentException("The counters are on another grid than the baseline.", nameof(counters));
        }
    }
}
