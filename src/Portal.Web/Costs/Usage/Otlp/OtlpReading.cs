using System.Globalization;
using Portal.Core.Costs.Usage.Reading;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

/// <param name="Rejected">Spans or data points that were not taken.</param>
/// <param name="Why">Of the first of them.</param>
internal sealed record ReadSpans(IReadOnlyList<ReportedUsage> Usage, int Rejected, string? Why);

/// <summary>Makes usage of what an exporter sent.</summary>
internal static class OtlpReading
{
    private const int Client = 3;
    private const int Failed = 2;
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    public static ReadSpans Spans(TracesRequest request, UsageReading reading)
    {
        var (usage, rejected, why) = (new List<ReportedUsage>(), 0, (string?)null);
        foreach (var resource in request.ResourceSpans)
        {
            var shared = Read(resource.Resource?.Attributes, reading.Names);
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                var outcome = Read(span, shared, reading);
                if (outcome.Usage is { } found)
                {
                    usage.Add(found);
                }

                rejected += outcome.Rejected is null ? 0 : 1;
                why ??= outcome.Rejected;
            }
        }

        return new ReadSpans(usage, rejected, why);
    }

    /// <param name="keepsInput">What was asked is read too, for a fingerprint.</param>
    internal static ReadAttributes Read(IEnumerable<KeyValue>? attributes, AttributeNames names, bool keepsInput = false)
    {
        var read = new ReadAttributes(names, keepsInput);
        foreach (var attribute in attributes ?? [])
        {
            if (read.Wants(attribute.Key))
            {
                read.Add(attribute.Key, read.IsInput(attribute.Key) ? OtlpInput.TextOf(attribute.Value) : TextOf(attribute.Value));
            }
        }

        return read;
    }

    internal static string? TextOf(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        _ => null,
    };

    private static SpanOutcome Read(Span span, ReadAttributes shared, UsageReading reading)
    {
        var said = Read(span.Attributes, reading.Names, reading.Fingerprints is not null);
        if (said.IsGenerative && (span.TraceId.Length != TraceIdBytes || span.SpanId.Length != SpanIdBytes || IsZero(span.TraceId.Span) || IsZero(span.SpanId.Span)))
        {
            return SpanOutcome.Refused("a span has no trace id of 16 and span id of 8 bytes, by which it could be told from another");
        }

        var seen = new TelemetrySpan(
            Convert.ToHexStringLower(span.TraceId.Span), Convert.ToHexStringLower(span.SpanId.Span), span.Kind == Client, span.Status?.Code == Failed, span.StartTimeUnixNano, span.EndTimeUnixNano, said.Over(shared));
        return SpanReading.Read(seen, reading.Fingerprints);
    }

    private static bool IsZero(ReadOnlySpan<byte> id) => !id.ContainsAnyExcept((byte)0);
}
