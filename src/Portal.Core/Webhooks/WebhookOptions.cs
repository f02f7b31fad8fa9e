namespace Portal.Core.Webhooks;

/// <summary>Configuration section <c>Portal:Webhooks</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>Lets events be sent to this machine itself, without TLS: for a look on one's own machine only.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Seconds until a receiver must have answered.</summary>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Tries of one delivery; the last comes about fifteen hours after the first.</summary>
    public int MaxAttempts { get; init; } = 8;
}
