namespace Portal.Core.Datasets;

/// <summary>The memory that all counters of one table share: what a hostile table can make them hold is bounded.</summary>
internal sealed class CountingRoom(long characters = 64L * 1024 * 1024)
{
    private long _left = characters;

    public bool Take(long amount)
    {
        _left -= amount;
        return _left >= 0;
    }

    public void Give(long amount) => _left += amount;
}

/// <summary>How often each value of a column occurs; it gives up, and forgets, beyond its limits.</summary>
internal sealed class ValueCounter(CountingRoom room)
{
    private const int LongestValue = 256;
    private const int EntryOverhead = 40;

    private Dictionary<string, long>? _counts = new(StringComparer.Ordinal);
    private long _taken;

    /// <summary>Null when there were too many.</summary>
    public int? Distinct => _counts?.Count;

    public void Add(ReadOnlySpan<char> value)
    {
        if (_counts is null)
        {
            return;
        }

        var bySpan = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (bySpan.TryGetValue(value, out var count))
        {
            bySpan[value] = count + 1;
            return;
        }

        var weight = value.Length + EntryOverhead;
        _taken += weight;
        if (!room.Take(weight) || _counts.Count == ColumnProfile.DistinctLimit || value.Length > LongestValue)
        {
            room.Give(_taken);
            _counts = null;
            return;
        }

        bySpan[value] = 1;
    }

    public IReadOnlyList<ValueCount> Top(int most) =>
        _counts is null
            ? []
            : [.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most).Select(pair => new ValueCount(pair.Key, pair.Value))];
}
