using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

/// <summary>
/// Reads OTLP in JSON, which is not protobuf's own JSON: ids are hexadecimal, 64-bit numbers come as text or as numbers. Unknown fields are
/// ignored; what a field cannot be throws <see cref="FormatException"/>.
/// </summary>
internal static class OtlpJson
{
    private const int Deepest = 64;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = Deepest };

    public static TracesRequest Traces(JsonElement root)
    {
        var request = new TracesRequest();
        foreach (var resource in List(Object(root), "resourceSpans"))
        {
            var spans = new ResourceSpans { Resource = ResourceOf(resource) };
            foreach (var scope in List(resource, "scopeSpans"))
            {
                var scoped = new ScopeSpans();
                scoped.Spans.AddRange(List(scope, "spans").Select(SpanOf));
                spans.ScopeSpans.Add(scoped);
            }

            request.ResourceSpans.Add(spans);
        }

        return request;
    }

    public static MetricsRequest Metrics(JsonElement root)
    {
        var request = new MetricsRequest();
        foreach (var resource in List(Object(root), "resourceMetrics"))
        {
            var metrics = new ResourceMetrics { Resource = ResourceOf(resource) };
            foreach (var scope in List(resource, "scopeMetrics"))
            {
                var scoped = new ScopeMetrics();
                scoped.Metrics.AddRange(List(scope, "metrics").Select(MetricOf));
                metrics.ScopeMetrics.Add(scoped);
            }

            request.ResourceMetrics.Add(metrics);
        }

        return request;
    }

    private static Resource ResourceOf(JsonElement owner)
    {
        var resource = new Resource();
        if (Find(owner, "resource") is { ValueKind: JsonValueKind.Object } found)
        {
            resource.Attributes.AddRange(Attributes(found));
        }

        return resource;
    }

    private static Span SpanOf(JsonElement element)
    {
        var span = new Span
        {
            TraceId = HexOf(element, "traceId"),
            SpanId = HexOf(element, "spanId"),
            Kind = (int)Number(element, "kind"),
            StartTimeUnixNano = (ulong)Number(element, "startTimeUnixNano"),
            EndTimeUnixNano = (ulong)Number(element, "endTimeUnixNano"),
        };
        if (Find(element, "status") is { ValueKind: JsonValueKind.Object } status)
        {
            span.Status = new SpanStatus { Code = (int)Number(status, "code") };
        }

        span.Attributes.AddRange(Attributes(element));
        return span;
    }

    private static Metric MetricOf(JsonElement element)
    {
        var metric = new Metric { Name = Text(element, "name"), Unit = Text(element, "unit") };
        if (Find(element, "sum") is { ValueKind: JsonValueKind.Object } sum)
        {
            metric.Sum = new Sum { AggregationTemporality = (int)Number(sum, "aggregationTemporality") };
            metric.Sum.DataPoints.AddRange(List(sum, "dataPoints").Select(NumberPointOf));
        }
        else if (Find(element, "gauge") is { ValueKind: JsonValueKind.Object } gauge)
        {
            metric.Gauge = new Gauge();
            metric.Gauge.DataPoints.AddRange(List(gauge, "dataPoints").Select(NumberPointOf));
        }
        else if (Find(element, "histogram") is { ValueKind: JsonValueKind.Object } histogram)
        {
            metric.Histogram = new Histogram { AggregationTemporality = (int)Number(histogram, "aggregationTemporality") };
            metric.Histogram.DataPoints.AddRange(List(histogram, "dataPoints").Select(HistogramPointOf));
        }
        else if (Find(element, "exponentialHistogram") is { ValueKind: JsonValueKind.Object } exponential)
        {
            metric.ExponentialHistogram = new ExponentialHistogram { AggregationTemporality = (int)Number(exponential, "aggregationTemporality") };
            metric.ExponentialHistogram.DataPoints.AddRange(List(exponential, "dataPoints").Select(ExponentialPointOf));
        }

        return metric;
    }

    private static NumberDataPoint NumberPointOf(JsonElement element)
    {
        var point = new NumberDataPoint { StartTimeUnixNano = (ulong)Number(element, "startTimeUnixNano"), TimeUnixNano = (ulong)Number(element, "timeUnixNano") };
        if (Find(element, "asInt") is not null)
        {
            point.AsInt = (long)Number(element, "asInt");
        }
        else if (Find(element, "asDouble") is not null)
        {
            point.AsDouble = Double(element, "asDouble");
        }

        point.Attributes.AddRange(Attributes(element));
        return point;
    }

    private static HistogramDataPoint HistogramPointOf(JsonElement element)
    {
        var point = new HistogramDataPoint { StartTimeUnixNano = (ulong)Number(element, "startTimeUnixNano"), TimeUnixNano = (ulong)Number(element, "timeUnixNano"), Count = (ulong)Number(element, "count") };
        if (Find(element, "sum") is not null)
        {
            point.Sum = Double(element, "sum");
        }

        point.Attributes.AddRange(Attributes(element));
        return point;
    }

    private static ExponentialHistogramDataPoint ExponentialPointOf(JsonElement element)
    {
        var plain = HistogramPointOf(element);
        var point = new ExponentialHistogramDataPoint { StartTimeUnixNano = plain.StartTimeUnixNano, TimeUnixNano = plain.TimeUnixNano, Count = plain.Count };
        if (plain.HasSum)
        {
            point.Sum = plain.Sum;
        }

        point.Attributes.AddRange(plain.Attributes);
        return point;
    }

    private static IEnumerable<KeyValue> Attributes(JsonElement owner) => Pairs(owner, "attributes");

    /// <summary>Those with a value that is known.</summary>
    private static IEnumerable<KeyValue> Pairs(JsonElement owner, string name)
    {
        foreach (var element in List(owner, name))
        {
            var value = Find(element, "value") is { ValueKind: JsonValueKind.Object } found ? ValueOf(found) : null;
            if (value is not null)
            {
                yield return new KeyValue { Key = Text(element, "key"), Value = value };
            }
        }
    }

    private static AnyValue? ValueOf(JsonElement value) =>
        Find(value, "stringValue") is not null ? new AnyValue { StringValue = Text(value, "stringValue") }
        : Find(value, "intValue") is not null ? new AnyValue { IntValue = (long)Number(value, "intValue") }
        : Find(value, "doubleValue") is not null ? new AnyValue { DoubleValue = Double(value, "doubleValue") }
        : Find(value, "boolValue") is { ValueKind: JsonValueKind.True or JsonValueKind.False } truth ? new AnyValue { BoolValue = truth.GetBoolean() }
        : Find(value, "arrayValue") is { ValueKind: JsonValueKind.Object } list ? new AnyValue { ArrayValue = ListOf(list) }
        : Find(value, "kvlistValue") is { ValueKind: JsonValueKind.Object } map ? new AnyValue { KvlistValue = MapOf(map) }
        : null;

    private static ArrayValue ListOf(JsonElement list)
    {
        var values = new ArrayValue();
        values.Values.AddRange(List(list, "values").Select(value => value.ValueKind == JsonValueKind.Object ? ValueOf(value) ?? new AnyValue() : new AnyValue()));
        return values;
    }

    private static KeyValueList MapOf(JsonElement map)
    {
        var values = new KeyValueList();
        values.Values.AddRange(Pairs(map, "values"));
        return values;
    }

    private static JsonElement Object(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element : throw new FormatException("An object is expected.");

    private static JsonElement? Find(JsonElement owner, string name) =>
        Object(owner).TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static JsonElement.ArrayEnumerator List(JsonElement owner, string name) =>
        Find(owner, name) is not { } found ? default : found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : throw new FormatException($"{name} is no list.");

    private static string Text(JsonElement owner, string name) =>
        Find(owner, name) is not { } found ? "" : found.ValueKind == JsonValueKind.String ? found.GetString()! : throw new FormatException($"{name} is no text.");

    private static ByteString HexOf(JsonElement owner, string name) => ByteString.CopyFrom(Convert.FromHexString(Text(owner, name)));

    /// <summary>A whole number, as text or as a number; 0 when it is left away.</summary>
    private static decimal Number(JsonElement owner, string name)
    {
        if (Find(owner, name) is not { } found)
        {
            return 0;
        }

        var text = found.ValueKind == JsonValueKind.String ? found.GetString() : found.ValueKind == JsonValueKind.Number ? found.GetRawText() : null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= ulong.MaxValue
            ? Math.Min(number, long.MaxValue)
            : throw new FormatException($"{name} is no whole number of 64 bits.");
    }

    private static double Double(JsonElement owner, string name) => Find(owner, name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new FormatException($"{name} is no number."),
    };
}
