using System.Numerics;
using System.Numerics.Tensors;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Sums of a kernel over the pairs of rows within and across two samples, for many splits of the rows at once.</summary>
/// <remarks>With K the kernel above its diagonal and x the 1 and 0 of a split, the pairs within the reference sum to xᵀKx. Rows are
/// taken in blocks: their kernel is made once and multiplied with all splits while it is in the cache; it is never held whole.</remarks>
internal sealed class PermutedKernel(PairDistances distances, double bandwidth, PermutedSplits splits)
{
    private const int BlockRows = 32;
    private const int RowsAtOnce = 4;

    private readonly double _scale = bandwidth > 0 ? -1 / (2 * bandwidth * bandwidth) : -0.5;

    /// <summary>MMD² of every split, the true one first.</summary>
    public double[] Discrepancies(PermutationPlan plan, CancellationToken cancellation)
    {
        var blocks = new Block[(splits.Rows + BlockRows - 1) / BlockRows];
        Parallel.For(0, blocks.Length, plan.Parallel(cancellation), block => blocks[block] = Sum(block * BlockRows));

        // Blocks are added in their order, so that the sums do not depend on which thread was first.
        var (within, rowSums) = (new double[splits.Tiles * PermutedSplits.Width], new double[splits.Rows]);
        foreach (var block in blocks)
        {
            TensorPrimitives.Add(within, block.Within, within);
            TensorPrimitives.Add(rowSums, block.RowSums, rowSums);
        }

        return [.. Enumerable.Range(0, splits.Count).Select(split => Discrepancy(split, within[split], rowSums))];
    }

    private double Discrepancy(int split, double within, double[] rowSums)
    {
        double touching = 0, all = 0;
        for (var row = 0; row < rowSums.Length; row++)
        {
            all += rowSums[row];
            touching += splits.InReference(split, row) ? rowSums[row] : 0;
        }

        var across = touching - 2 * within;
        var others = all / 2 - within - across;
        double n = splits.Reference, m = splits.Rows - splits.Reference;
        return 2 * within / (n * (n - 1)) + 2 * others / (m * (m - 1)) - 2 * across / (n * m);
    }

    private Block Sum(int from)
    {
        var rows = Math.Min(BlockRows, splits.Rows - from);
        var (kernel, rowSums) = (new double[BlockRows][], new double[splits.Rows]);
        for (var row = 0; row < BlockRows; row++)
        {
            kernel[row] = new double[splits.Rows];
            if (row < rows)
            {
                var own = kernel[row].AsSpan(from + row + 1);
                distances.Beyond(from + row, own);
                TensorPrimitives.Multiply(own, _scale, own);
                TensorPrimitives.Exp<double>(own, own);
                rowSums[from + row] += TensorPrimitives.Sum<double>(own);
                TensorPrimitives.Add(rowSums.AsSpan(from + row + 1), own, rowSums.AsSpan(from + row + 1));
            }
        }

        var within = new double[splits.Tiles * PermutedSplits.Width];
        for (var tile = 0; tile < splits.Tiles; tile++)
        {
            for (var row = 0; row < rows; row += RowsAtOnce)
            {
                Multiply(kernel.AsSpan(row, RowsAtOnce), from + row, splits.Tile(tile), within.AsSpan(tile * PermutedSplits.Width));
            }
        }

        return new Block(within, rowSums);
    }

    /// <summary>Adds xᵀKx of four rows for one tile of splits. Rows past the end have an empty kernel.</summary>
    private void Multiply(ReadOnlySpan<double[]> kernel, int first, double[] tile, Span<double> within)
    {
        var (r0, r1, r2, r3) = (kernel[0], kernel[1], kernel[2], kernel[3]);
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector<double> c0 = default, c1 = default, d0 = default, d1 = default;
        var lanes = Vector<double>.Count;
        for (var row = first + 1; row < splits.Rows; row++)
        {
            var (low, high) = (new Vector<double>(tile, row * 2 * lanes), new Vector<double>(tile, row * 2 * lanes + lanes));
            var (k0, k1, k2, k3) = (
                new Vector<double>(r0[row]), new Vector<double>(r1[row]), new Vector<double>(r2[row]), new Vector<double>(r3[row]));
            a0 = Vector.FusedMultiplyAdd(k0, low, a0);
            a1 = Vector.FusedMultiplyAdd(k0, high, a1);
            b0 = Vector.FusedMultiplyAdd(k1, low, b0);
            b1 = Vector.FusedMultiplyAdd(k1, high, b1);
            c0 = Vector.FusedMultiplyAdd(k2, low, c0);
            c1 = Vector.FusedMultiplyAdd(k2, high, c1);
            d0 = Vector.FusedMultiplyAdd(k3, low, d0);
            d1 = Vector.FusedMultiplyAdd(k3, high, d1);
        }

        ReadOnlySpan<(Vector<double> Low, Vector<double> High)> sums = [(a0, a1), (b0, b1), (c0, c1), (d0, d1)];
        for (var row = 0; row < sums.Length && first + row < splits.Rows; row++)
        {
            var at = (first + row) * 2 * lanes;
            (new Vector<double>(within) + new Vector<double>(tile, at) * sums[row].Low).CopyTo(within);
            (new Vector<double>(within[lanes..]) + new Vector<double>(tile, at + lanes) * sums[row].High).CopyTo(within[lanes..]);
        }
    }

    private sealed record Block(double[] Within, double[] RowSums);
}
