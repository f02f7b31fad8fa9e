using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What a token metric counts.</summary>
public enum TokenKind
{
    Input,
    Output,
    CacheRead,
    CacheWrite,
    Reasoning,
}

/// <summary>A data point of a metric of tokens, as it came.</summary>
/// <param name="Series">Of the metric and all its attributes: what a cumulative value goes on from.</param>
/// <param name="Group">Of the attributes without the kind of token: points of one group and time are one usage.</param>
/// <param name="Sum">Tokens: since the start when it is cumulative, else since the point before.</param>
/// <param name="Requests">How many requests a histogram saw; 0 for a counter, which does not know.</param>
public sealed record MetricPoint(
    string Source, Digest Series, Digest Group, TokenKind Kind, bool IsCumulative, long StartNanoseconds, long TimeNanoseconds, decimal Sum, long Requests, ReadAttributes Attributes);
