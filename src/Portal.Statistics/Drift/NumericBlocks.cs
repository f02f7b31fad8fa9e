using System.Numerics;

namespace Portal.Statistics.Drift;

/// <summary>Reads a column in blocks: its finite numbers one after the other, and counts of what is not a finite number.</summary>
internal struct NumericBlocks
{
    public const int Length = 1024;

    public long Missing { get; private set; }

    public long NonFinite { get; private set; }

    /// <summary>Copies the finite numbers of the next block.</summary>
    /// <param name="values">At most <see cref="Length"/> numbers. Not-a-number means missing.</param>
    /// <param name="missing">Which of them are missing; empty when none is.</param>
    /// <param name="finite">Room for a block.</param>
    /// <returns>How many there are.</returns>
    public int Finite<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> missing, Span<double> finite)
        where T : unmanaged, INumberBase<T>
    {
        var count = 0;
        for (var row = 0; row < values.Length; row++)
        {
            var value = double.CreateTruncating(values[row]);
            if (double.IsNaN(value) || !missing.IsEmpty && missing[row])
            {
                Missing++;
            }
            else if (double.IsInfinity(value))
            {
                NonFinite++;
            }
            else
            {
                // Adding zero makes one zero of both.
                finite[count++] = value + 0.0;
            }
        }

        return count;
    }

    public static void Check(int values, int missing)
    {
        if (missing != 0 && missing != values)
        {
            throw new ArgumentException($"There are {values} values and {missing} marks of missing ones.", nameof(missing));
        }
    }
}
