using System.Net;

namespace Portal.Core.Webhooks;

/// <summary>Configuration section <c>Portal:Webhooks</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>Lets events be sent to this machine itself, without TLS: for a look on one's own machine only.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>
    /// Networks inside that events may be sent to as well, as address blocks separated by commas: <c>10.20.0.0/16, fd12:3456::/48</c>.
    /// </summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>Seconds until a receiver must have answered.</summary>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Tries of one delivery; the last comes about fifteen hours after the first.</summary>
    public int MaxAttempts { get; init; } = 8;

    internal AllowedPlaces Places => new(AllowLoopback, NetworkRules.Parse(AllowedNetworks));
}

/// <summary>What beside the internet events may be sent to.</summary>
internal sealed record AllowedPlaces(bool Loopback, IReadOnlyList<IPNetwork> Networks)
{
    public static AllowedPlaces InternetOnly { get; } = new(Loopback: false, []);
}
