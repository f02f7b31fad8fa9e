using System.Buffers;
using System.Runtime.InteropServices;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Drift;

/// <summary>Finite numbers in rising order.</summary>
internal static class SortedValues
{
    /// <summary>Sorts in place, by digits.</summary>
    public static void Sort(Span<double> values)
    {
        var scratch = ArrayPool<ulong>.Shared.Rent(Math.Max(1, values.Length));
        var keys = MemoryMarshal.Cast<double, ulong>(values);
        for (var i = 0; i < values.Length; i++)
        {
            keys[i] = DoubleKey.Of(values[i]);
        }

        RadixSort.Sort(keys, scratch.AsSpan());
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = DoubleKey.Score(keys[i]);
        }

        ArrayPool<ulong>.Shared.Return(scratch);
    }

    public static int Distinct(ReadOnlySpan<double> sorted)
    {
        var count = sorted.IsEmpty ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            count += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return count;
    }

    public static double[] DistinctValues(ReadOnlySpan<double> sorted, int count)
    {
        var values = new double[count];
        var next = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                values[next++] = sorted[i];
            }
        }

        return values;
    }

    /// <summary>The least, the greatest, and values between that cut the rows into about equally many.</summary>
    public static double[] Quantiles(ReadOnlySpan<double> sorted, int intervals)
    {
        var values = new List<double>(intervals + 1);
        for (var cut = 0; cut <= intervals; cut++)
        {
            var value = sorted[(int)((long)(sorted.Length - 1) * cut / intervals)];
            if (values.Count == 0 || value > values[^1])
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    /// <summary>All of both, rising and each once.</summary>
    public static double[] Union(double[] values, double[] others)
    {
        if (others.Length == 0)
        {
            return values;
        }

        double[] all = [.. values, .. others];
        Array.Sort(all);
        return DistinctValues(all, Distinct(all));
    }
}
