using System.Runtime.InteropServices;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Drift;

/// <summary>Rising values that cut the number line into cells: cell 0 lies below the first value, cell 2i + 1 is value i itself, cell
/// 2i + 2 lies between it and the next one, and the last cell above all.</summary>
/// <remarks>A table of equal buckets leads to the few values that a number can lie between. The buckets are equal in the number itself
/// or, where values are crowded near zero and have a long tail, in its bits, whichever leaves fewer values in a bucket.</remarks>
internal sealed class NumericGrid
{
    private const int MostBuckets = 1 << 18;
    private const int ComparedOneByOne = 8;

    private readonly double[] _values;
    private readonly int[] _starts;
    private readonly bool _isByBits;
    private readonly double _origin;
    private readonly double _scale;
    private readonly ulong _firstKey;
    private readonly int _shift;

    /// <param name="values">Finite, distinct and rising; no negative zero.</param>
    public NumericGrid(double[] values)
    {
        _values = values;
        Fingerprint = FingerprintOf(values);
        var buckets = 16;
        while (buckets < values.Length && buckets < MostBuckets)
        {
            buckets *= 2;
        }

        _starts = new int[buckets + 1];
        if (values.Length == 0)
        {
            return;
        }

        _origin = values[0];
        _scale = values.Length > 1 ? (buckets - 1) / (values[^1] - values[0]) : 0;
        _scale = double.IsFinite(_scale) ? _scale : 0;
        _firstKey = DoubleKey.Of(values[0]);
        while ((DoubleKey.Of(values[^1]) - _firstKey) >> _shift >= (ulong)buckets)
        {
            _shift++;
        }

        _isByBits = Crowding(byBits: true) < Crowding(byBits: false);
        FillStarts();
    }

    public ReadOnlySpan<double> Values => _values;

    /// <summary>Number of values.</summary>
    public int Count => _values.Length;

    /// <summary>Number of cells.</summary>
    public int Cells => 2 * _values.Length + 1;

    /// <summary>28 bits that differ between grids, all but surely.</summary>
    public uint Fingerprint { get; }

    /// <summary>The width of the open interval between value <paramref name="interval"/> − 1 and the next one.</summary>
    public double Width(int interval) => _values[interval] - _values[interval - 1];

    /// <summary>Finds the cell of each number.</summary>
    /// <param name="numbers">Finite numbers.</param>
    /// <param name="cells">Room for as many cells.</param>
    public void Locate(ReadOnlySpan<double> numbers, Span<int> cells)
    {
        if (_values.Length == 0)
        {
            cells[..numbers.Length].Clear();
        }
        else if (_isByBits)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                cells[i] = Search(numbers[i], BucketByBits(numbers[i]));
            }
        }
        else
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                cells[i] = Search(numbers[i], BucketByValue(numbers[i]));
            }
        }
    }

    private int Search(double number, int bucket)
    {
        var (low, high) = (_starts[bucket], _starts[bucket + 1]);
        while (high - low > ComparedOneByOne)
        {
            var middle = (low + high) >>> 1;
            if (_values[middle] <= number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        while (low < high && _values[low] <= number)
        {
            low++;
        }

        return 2 * low - (low > 0 && _values[low - 1] == number ? 1 : 0);
    }

    private int BucketByValue(double number) =>
        (int)Math.Min(Math.Max((number - _origin) * _scale, 0), _starts.Length - 2);

    private int BucketByBits(double number)
    {
        var key = DoubleKey.Of(number);
        return key <= _firstKey ? 0 : (int)Math.Min((key - _firstKey) >> _shift, (ulong)_starts.Length - 2);
    }

    private double Crowding(bool byBits)
    {
        var (sum, run, last) = (0.0, 0, -1);
        foreach (var value in _values)
        {
            var bucket = byBits ? BucketByBits(value) : BucketByValue(value);
            run = bucket == last ? run + 1 : 1;
            last = bucket;
            sum += run;
        }

        return sum;
    }

    private void FillStarts()
    {
        var next = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            var bucket = _isByBits ? BucketByBits(_values[i]) : BucketByValue(_values[i]);
            while (next <= bucket)
            {
                _starts[next++] = i;
            }
        }

        _starts.AsSpan(next).Fill(_values.Length);
    }

    private static uint FingerprintOf(double[] values)
    {
        // FNV-1a over the values' bits: the same on every machine and in every release.
        var hash = 14695981039346656037UL;
        foreach (var part in MemoryMarshal.Cast<double, ulong>(values))
        {
            hash = (hash ^ part) * 1099511628211UL;
            hash ^= hash >> 32;
        }

        return (uint)(hash & 0xFFFFFFF);
    }
}
