using System.Globalization;
using System.Text;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <param name="Doubled">Points that had been counted before.</param>
internal sealed record MetricUsage(IReadOnlyList<ReportedUsage> Reports, int Doubled);

/// <summary>
/// Makes usage of points of metrics: of a cumulative series what was added since it was last heard of, where a new start or a fall means
/// that it began anew. Points of one application and moment that differ only in the kind of token are one usage, so that cached tokens stay
/// a part of the input.
/// </summary>
internal static class MetricDeltas
{
    public static async Task<MetricUsage> ResolveAsync(PortalDbContext db, UsageSourceId source, IReadOnlyList<MetricPoint> points, CancellationToken ct)
    {
        var keys = points.Where(point => point.IsCumulative).Select(point => point.Series).Distinct().ToList();
        var series = await db.MetricSeries.Where(row => row.SourceId == source && keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        var (grown, doubled) = (new List<(MetricPoint Point, decimal Tokens, long Requests)>(), 0);
        foreach (var point in points.OrderBy(point => point.TimeNanoseconds))
        {
            if (!point.IsCumulative)
            {
                grown.Add((point, point.Sum, point.Requests));
            }
            else if (Advance(db, source, series, point) is { } delta)
            {
                grown.Add((point, delta.Tokens, delta.Requests));
            }
            else
            {
                doubled++;
            }
        }

        return new MetricUsage([.. grown.GroupBy(one => (one.Point.Group, one.Point.StartNanoseconds, one.Point.TimeNanoseconds)).Select(group => ReportOf([.. group])).OfType<ReportedUsage>()], doubled);
    }

    /// <summary>What the series grew by; null when the point is none after the last.</summary>
    private static (decimal Tokens, long Requests)? Advance(PortalDbContext db, UsageSourceId source, Dictionary<Digest, MetricSeries> series, MetricPoint point)
    {
        if (!series.TryGetValue(point.Series, out var last))
        {
            last = new MetricSeries { TenantId = db.Tenant, SourceId = source, Key = point.Series, StartedAt = point.StartNanoseconds };
            series[point.Series] = last;
            db.MetricSeries.Add(last);
        }
        else if (point.TimeNanoseconds <= last.LastAt)
        {
            return null;
        }

        var isNew = point.StartNanoseconds != last.StartedAt || point.Sum < last.LastSum || point.Requests < last.LastCount;
        var delta = isNew ? (point.Sum, point.Requests) : (point.Sum - last.LastSum, point.Requests - last.LastCount);
        (last.StartedAt, last.LastAt, last.LastSum, last.LastCount) = (point.StartNanoseconds, point.TimeNanoseconds, point.Sum, point.Requests);
        return delta;
    }

    /// <summary>Null when nothing was added.</summary>
    private static ReportedUsage? ReportOf(IReadOnlyList<(MetricPoint Point, decimal Tokens, long Requests)> group)
    {
        if (group.All(one => one is { Tokens: 0, Requests: 0 }))
        {
            return null;
        }

        var first = group[0].Point;
        var kinds = string.Join(',', group.Select(one => one.Point.Kind).Distinct().Order());
        var name = string.Create(CultureInfo.InvariantCulture, $"{first.Group} {first.StartNanoseconds} {first.TimeNanoseconds} {kinds}");
        var operation = first.Attributes.Text(AttributeMeaning.Operation, SpanReading.LongestName) ?? "unknown";
        return SpanReading.Common(first.Attributes, $"m-{Digest.Of(Encoding.UTF8.GetBytes(name))}", operation, SpanReading.InstantOf((ulong)first.TimeNanoseconds)) with
        {
            Tokens = TokenReading.Of(Sum(TokenKind.Input), Sum(TokenKind.Output), Sum(TokenKind.CacheRead), Sum(TokenKind.CacheWrite), Sum(TokenKind.Reasoning)),
            Requests = group.Max(one => one.Requests),
        };

        long Sum(TokenKind kind) => (long)group.Where(one => one.Point.Kind == kind).Sum(one => one.Tokens);
    }
}
