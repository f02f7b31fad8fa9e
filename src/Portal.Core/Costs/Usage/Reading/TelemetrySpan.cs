namespace Portal.Core.Costs.Usage.Reading;

/// <summary>A span as it came, as far as it is looked at.</summary>
/// <param name="TraceId">32 hexadecimal digits, lower case.</param>
/// <param name="SpanId">16 hexadecimal digits, lower case.</param>
/// <param name="IsClient">Of the kind CLIENT: somebody else did the work.</param>
/// <param name="Attributes">Its own over those of its resource.</param>
public sealed record TelemetrySpan(string TraceId, string SpanId, bool IsClient, bool HasFailed, ulong StartNanoseconds, ulong EndNanoseconds, ReadAttributes Attributes);
