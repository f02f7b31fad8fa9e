namespace Portal.Core.Evaluations;

/// <summary>One value a row, in one array from the beginning when the number of rows is known.</summary>
/// <param name="expected">Rows that are known to come.</param>
internal sealed class RowValues<T>(int expected)
{
    private T[] _values = new T[expected];
    private int _count;

    /// <summary>Room for the next rows.</summary>
    public Span<T> Next(int count)
    {
        if (_count + count > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_count + count, 2 * _count));
        }

        _count += count;
        return _values.AsSpan(_count - count, count);
    }

    public T[] ToArray()
    {
        Array.Resize(ref _values, _count);
        return _values;
    }
}
