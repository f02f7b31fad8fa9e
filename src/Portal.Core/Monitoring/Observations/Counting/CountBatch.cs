using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>The counters that a batch adds to one hour.</summary>
internal sealed record HourDelta(DateTimeOffset Hour, byte[] Counters);

/// <summary>Counts the rows of a batch, an hour after the other, so that few counters are held at once.</summary>
internal static class CountBatch
{
    private const long HourMilliseconds = 3_600_000;

    public static DateTimeOffset HourOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Floor(milliseconds) * HourMilliseconds);

    /// <summary>In how many different hours the rows lie.</summary>
    public static int Hours(InstantColumn instants) => instants.Milliseconds.Select(Floor).Distinct().Count();

    public static IReadOnlyList<HourDelta> Run(ObservedBaseline baseline, IReadOnlyList<ObservedColumn> columns, string? currency, CancellationToken ct)
    {
        var deltas = new List<HourDelta>();
        foreach (var (hour, rows) in ByHour((InstantColumn)columns.First(column => column.Part == ObservedPart.Instant)))
        {
            ct.ThrowIfCancellationRequested();
            var tally = new ObservedTally(baseline);
            tally.Add(rows.Length == columns[0].Rows ? columns : [.. Counted(columns).Select(column => column.Take(rows))], currency);
            deltas.Add(new HourDelta(hour, TallyBytes.Write(tally)));
        }

        return deltas;
    }

    /// <summary>The rows of each hour, the hours rising, the rows in their order.</summary>
    public static IEnumerable<(DateTimeOffset Hour, int[] Rows)> ByHour(InstantColumn instants) =>
        Enumerable.Range(0, instants.Rows).GroupBy(row => Floor(instants.Milliseconds[row])).OrderBy(hour => hour.Key)
            .Select(hour => (DateTimeOffset.FromUnixTimeMilliseconds(hour.Key * HourMilliseconds), hour.ToArray()));

    private static IEnumerable<ObservedColumn> Counted(IReadOnlyList<ObservedColumn> columns) =>
        columns.Where(column => column.Part != ObservedPart.Identifier);

    private static long Floor(long milliseconds) => milliseconds >= 0 ? milliseconds / HourMilliseconds : (milliseconds - HourMilliseconds + 1) / HourMilliseconds;
}
