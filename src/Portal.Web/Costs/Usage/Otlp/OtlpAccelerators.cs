using Google.Protobuf.Collections;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

internal sealed record ReadAccelerators(IReadOnlyList<AcceleratorReading> Readings, int Rejected, string? Why);

/// <summary>Picks what accelerators say of themselves out of what an exporter sent, by the conventions for hardware.</summary>
internal static class OtlpAccelerators
{
    private const string Used = "hw.gpu.memory.usage";
    private const string Limit = "hw.gpu.memory.limit";
    private const string Utilisation = "hw.gpu.utilization";
    private const string Unknown = "unknown";
    private const int Cumulative = 2;
    private const int Decimals = 6;

    public static ReadAccelerators Readings(MetricsRequest request, AttributeNames names)
    {
        var (readings, rejected, why) = (new List<AcceleratorReading>(), 0, (string?)null);
        foreach (var resource in request.ResourceMetrics)
        {
            foreach (var metric in resource.ScopeMetrics.SelectMany(scope => scope.Metrics).Where(metric => metric.Name is Used or Limit or Utilisation))
            {
                var (isLevel, points) = PointsOf(metric);
                foreach (var point in points)
                {
                    var reading = isLevel ? Read(resource.Resource?.Attributes, metric, point, names) : null;
                    if (reading is not null)
                    {
                        readings.Add(reading);
                        continue;
                    }

                    rejected++;
                    why ??= $"a point of {metric.Name} is no level (a gauge, or a cumulative sum) of a moment, in bytes or as a share of 1";
                }
            }
        }

        return new(readings, rejected, why);
    }

    /// <summary>What differs from a moment to the next says nothing of how much there is.</summary>
    private static (bool IsLevel, IEnumerable<NumberDataPoint> Points) PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => (true, metric.Gauge.DataPoints),
        Metric.DataOneofCase.Sum => (metric.Sum.AggregationTemporality == Cumulative, metric.Sum.DataPoints),
        _ => (false, []),
    };

    private static AcceleratorReading? Read(RepeatedField<KeyValue>? resource, Metric metric, NumberDataPoint point, AttributeNames names)
    {
        var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
        var isShare = metric.Name == Utilisation;
        var fits = isShare ? metric.Unit is "" or "1" && value is >= 0 and <= 1 : metric.Unit is "" or "By" && value is >= 0 and <= AcceleratorReadingBody.MostBytes;
        if (point.TimeUnixNano == 0 || point.ValueCase == NumberDataPoint.ValueOneofCase.None || !fits || (metric.Name == Limit && value < 1))
        {
            return null;
        }

        var said = OtlpReading.Read(point.Attributes, names).Over(OtlpReading.Read(resource, names));
        string? Text(AttributeMeaning meaning) => said.Text(meaning, SpanReading.LongestName);
        return new AcceleratorReading(
            Text(AttributeMeaning.Source) ?? SpanReading.NoSource, ClassOf(point.Attributes) ?? ClassOf(resource) ?? Unknown, SpanReading.InstantOf(point.TimeUnixNano),
            metric.Name == Used ? (long)value : null, metric.Name == Limit ? (long)value : null, isShare ? decimal.Round((decimal)value, Decimals) : null, Text(AttributeMeaning.PortalModel), Text(AttributeMeaning.Environment));
    }

    private static string? ClassOf(RepeatedField<KeyValue>? attributes) => Named(attributes, "hw.model") ?? Named(attributes, "hw.name");

    private static string? Named(RepeatedField<KeyValue>? attributes, string name) =>
        attributes?.FirstOrDefault(attribute => attribute.Key == name) is { } found && OtlpReading.TextOf(found.Value) is { } text && !string.IsNullOrWhiteSpace(text) ? Texts.Fit(text.Trim(), SpanReading.LongestName) : null;
}
