using System.Text;
using Google.Protobuf.Collections;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

internal sealed record ReadPoints(IReadOnlyList<MetricPoint> Points, int Rejected, string? Why);

/// <summary>Picks the points that count tokens out of what an exporter sent; all other metrics are none of the portal's business.</summary>
internal static class OtlpMetrics
{
    private const string Histogram = "gen_ai.client.token.usage";
    private const string Counters = "gen_ai.client.inference.usage.";
    private const string TokenType = "gen_ai.token.type";
    private const string Modality = "gen_ai.token.modality";
    private const int Delta = 1;
    private const int Cumulative = 2;
    private const double MostTokens = 1e15;

    public static ReadPoints Points(MetricsRequest request, AttributeNames names)
    {
        var (points, rejected, why) = (new List<MetricPoint>(), 0, (string?)null);
        foreach (var resource in request.ResourceMetrics)
        {
            foreach (var metric in resource.ScopeMetrics.SelectMany(scope => scope.Metrics).Where(metric => metric.Name == Histogram || metric.Name.StartsWith(Counters, StringComparison.Ordinal)))
            {
                foreach (var point in RawPoints(metric))
                {
                    var (read, refused) = Read(resource.Resource, metric.Name, point, names);
                    if (read is not null)
                    {
                        points.Add(read);
                    }

                    rejected += refused is null ? 0 : 1;
                    why ??= refused;
                }
            }
        }

        return new ReadPoints(points, rejected, why);
    }

    private static (MetricPoint? Point, string? Refused) Read(Resource? resource, string name, RawPoint point, AttributeNames names)
    {
        if (KindOf(name, point.Attributes) is not { } kind)
        {
            return (null, null);
        }

        if (point.Temporality is not (Delta or Cumulative) || !(point.Sum is >= 0 and <= MostTokens) || point.Time == 0)
        {
            return (null, "a data point of tokens has no temporality, no time, or no sum of 0 or more");
        }

        var shared = OtlpReading.Read(resource?.Attributes, names);
        var said = OtlpReading.Read(point.Attributes, names).Over(shared);
        var source = said.Text(AttributeMeaning.Source, SpanReading.LongestName) ?? SpanReading.NoSource;
        var all = Describe(resource?.Attributes, point.Attributes, _ => true);
        return (
            new MetricPoint(
                source, DigestOf($"{name}\n{all}"), DigestOf(Describe(resource?.Attributes, point.Attributes, key => key is not (TokenType or Modality))), kind, point.Temporality == Cumulative,
                (long)Math.Min(point.Start, long.MaxValue), (long)Math.Min(point.Time, long.MaxValue), (decimal)point.Sum, (long)Math.Min(point.Count, int.MaxValue), said),
            null);
    }

    private static TokenKind? KindOf(string name, RepeatedField<KeyValue> attributes) =>
        (name == Histogram ? attributes.FirstOrDefault(attribute => attribute.Key == TokenType) is { } type ? OtlpReading.TextOf(type.Value) : null : name[Counters.Length..]) switch
        {
            "input" or "prompt" or "input_tokens" => TokenKind.Input,
            "output" or "completion" or "output_tokens" => TokenKind.Output,
            "cache_read.input_tokens" => TokenKind.CacheRead,
            "cache_write.input_tokens" or "cache_creation.input_tokens" => TokenKind.CacheWrite,
            "reasoning.output_tokens" => TokenKind.Reasoning,
            _ => null,
        };

    private static IEnumerable<RawPoint> RawPoints(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => new RawPoint(
            point.Attributes, metric.Sum.AggregationTemporality, point.StartTimeUnixNano, point.TimeUnixNano, point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble, 0)),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => new RawPoint(
            point.Attributes, metric.Histogram.AggregationTemporality, point.StartTimeUnixNano, point.TimeUnixNano, point.HasSum ? point.Sum : double.NaN, point.Count)),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Select(point => new RawPoint(
            point.Attributes, metric.ExponentialHistogram.AggregationTemporality, point.StartTimeUnixNano, point.TimeUnixNano, point.HasSum ? point.Sum : double.NaN, point.Count)),
        _ => [],
    };

    private static string Describe(RepeatedField<KeyValue>? resource, RepeatedField<KeyValue> own, Func<string, bool> wanted) => string.Join(
        '\n', (resource ?? []).Select(attribute => $"r {attribute.Key}={OtlpReading.TextOf(attribute.Value)}")
            .Concat(own.Where(attribute => wanted(attribute.Key)).Select(attribute => $"p {attribute.Key}={OtlpReading.TextOf(attribute.Value)}")).Order(StringComparer.Ordinal));

    private static Digest DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    private sealed record RawPoint(RepeatedField<KeyValue> Attributes, int Temporality, ulong Start, ulong Time, double Sum, ulong Count);
}
