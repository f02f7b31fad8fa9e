using System.Runtime.InteropServices;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>The counters that a batch adds to one hour.</summary>
/// <param name="Tally">The same, ready to be merged; null where a batch touches so many hours that they are not all held at once.</param>
internal sealed record HourDelta(DateTimeOffset Hour, byte[] Counters, ObservedTally? Tally);

/// <summary>Counts the rows of a batch, an hour after the other, so that few counters are held at once.</summary>
internal static class CountBatch
{
    private const long HourMilliseconds = 3_600_000;

    /// <summary>The counters of an hour take some hundreds of kilobytes.</summary>
    private const int MostHeld = 4;

    public static DateTimeOffset HourOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Floor(milliseconds) * HourMilliseconds);

    /// <summary>In how many different hours the rows lie.</summary>
    public static int Hours(InstantColumn instants) => Group(instants).Count;

    public static IReadOnlyList<HourDelta> Run(ObservedBaseline baseline, IReadOnlyList<ObservedColumn> columns, string? currency, CancellationToken ct)
    {
        var deltas = new List<HourDelta>();
        foreach (var (hour, rows) in ByHour((InstantColumn)columns.First(column => column.Part == ObservedPart.Instant)))
        {
            ct.ThrowIfCancellationRequested();
            var tally = new ObservedTally(baseline);
            tally.Add(rows.Length == columns[0].Rows ? columns : [.. Counted(columns).Select(column => column.Take(rows))], currency);
            deltas.Add(new HourDelta(hour, TallyBytes.Write(tally), deltas.Count < MostHeld ? tally : null));
        }

        return deltas;
    }

    /// <summary>The rows of each hour, the hours rising, the rows in their order.</summary>
    public static IEnumerable<(DateTimeOffset Hour, int[] Rows)> ByHour(InstantColumn instants) =>
        Group(instants).OrderBy(hour => hour.Key).Select(hour => (DateTimeOffset.FromUnixTimeMilliseconds(hour.Key * HourMilliseconds), hour.Value.ToArray()));

    /// <summary>Rows stand beside others of their hour as a rule, so that an hour is looked up when it changes.</summary>
    private static Dictionary<long, List<int>> Group(InstantColumn instants)
    {
        var (hours, from, to, rows) = (new Dictionary<long, List<int>>(), 0L, 0L, new List<int>());
        for (var row = 0; row < instants.Rows; row++)
        {
            var instant = instants.Milliseconds[row];
            if (instant < from || instant >= to)
            {
                var hour = Floor(instant);
                (from, to) = (hour * HourMilliseconds, (hour + 1) * HourMilliseconds);
                rows = CollectionsMarshal.GetValueRefOrAddDefault(hours, hour, out _) ??= [];
            }

            rows.Add(row);
        }

        return hours;
    }

    private static IEnumerable<ObservedColumn> Counted(IReadOnlyList<ObservedColumn> columns) =>
        columns.Where(column => column.Part != ObservedPart.Identifier);

    private static long Floor(long milliseconds) => milliseconds >= 0 ? milliseconds / HourMilliseconds : (milliseconds - HourMilliseconds + 1) / HourMilliseconds;
}
