using System.Numerics.Tensors;

namespace Portal.Statistics.Counters;

/// <summary>Count, mean, sum of squared differences from the mean, least and greatest of numbers that come in blocks.</summary>
/// <remarks>Two passes within a block, and blocks joined by the rule of T. F. Chan, G. H. Golub and R. J. LeVeque (1979): a large common
/// offset costs no digits.</remarks>
internal struct RunningMoments
{
    public long Rows { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Sum of (x − mean)².</summary>
    public double Squares { get; private set; }

    public double Least { get; private set; }

    public double Greatest { get; private set; }

    /// <summary>Standard deviation with divisor n; exactly 0 when all numbers are equal.</summary>
    public readonly double? Deviation => Rows == 0 ? null : Least == Greatest ? 0 : Math.Sqrt(Squares / Rows);

    public static RunningMoments Known(long rows, double mean, double squares, double least, double greatest) =>
        new() { Rows = rows, Mean = mean, Squares = squares, Least = least, Greatest = greatest };

    /// <param name="block">Finite numbers.</param>
    public void Add(ReadOnlySpan<double> block)
    {
        if (block.IsEmpty)
        {
            return;
        }

        var least = TensorPrimitives.Min(block);
        // Differences from one of the numbers: their sum overflows only where the numbers themselves are near the end of the range.
        var (sum, shift) = (0.0, block[0]);
        foreach (var number in block)
        {
            sum += number - shift;
        }

        var mean = shift + sum / block.Length;
        mean = double.IsFinite(mean) ? mean : TensorPrimitives.Max(block) / 2 + least / 2;
        var squares = 0.0;
        foreach (var number in block)
        {
            squares += (number - mean) * (number - mean);
        }

        Merge(Known(block.Length, mean, Bounded(squares), least, TensorPrimitives.Max(block)));
    }

    public void Merge(RunningMoments other)
    {
        if (other.Rows == 0)
        {
            return;
        }

        if (Rows == 0)
        {
            this = other;
            return;
        }

        var all = Rows + other.Rows;
        var (gap, share) = (other.Mean - Mean, (double)other.Rows / all);
        Squares = Bounded(Squares + other.Squares + gap * gap * Rows * share);
        Mean = double.IsFinite(gap) ? Mean + gap * share : Mean * (1 - share) + other.Mean * share;
        Rows = all;
        Least = Math.Min(Least, other.Least);
        Greatest = Math.Max(Greatest, other.Greatest);
    }

    private static double Bounded(double value) => Math.Min(value, double.MaxValue);
}
