using System.Buffers;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Values of a column whose length is not known yet, in rented arrays.</summary>
internal sealed class ColumnBuffer<T>
    where T : unmanaged
{
    private T[] _values = ArrayPool<T>.Shared.Rent(1024);

    public int Count { get; private set; }

    public ReadOnlySpan<T> Kept => _values.AsSpan(0, Count);

    /// <summary>Room for further values, which count from now on.</summary>
    public Span<T> Next(int count)
    {
        if (Count + count > _values.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Math.Max(2 * _values.Length, Count + count));
            _values.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<T>.Shared.Return(_values);
            _values = larger;
        }

        Count += count;
        return _values.AsSpan(Count - count, count);
    }

    public void Add(T value) => Next(1)[0] = value;

    public void Forget(int count) => Count = count;

    /// <summary>The values; the buffer is of no use any more.</summary>
    public T[] Taken()
    {
        var taken = GC.AllocateUninitializedArray<T>(Count);
        _values.AsSpan(0, Count).CopyTo(taken);
        ArrayPool<T>.Shared.Return(_values);
        (_values, Count) = ([], 0);
        return taken;
    }
}
