using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

public enum WebhookState
{
    Active,
    Paused,

    /// <summary>Nothing is sent to it any more; its row stays, because deliveries name it.</summary>
    Removed,
}

/// <summary>An address outside to which a tenant has events sent.</summary>
public sealed class Webhook : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required WebhookId Id { get; init; }

    public required string Url { get; set; }

    public required string Description { get; set; }

    /// <summary>Which events are sent; see <see cref="WebhookKinds"/>.</summary>
    public required IReadOnlyList<string> Kinds { get; set; }

    /// <summary>Protected by the host; shown in plain once, when it was made.</summary>
    public required string ProtectedSecret { get; set; }

    /// <summary>The last characters of the secret, by which people tell secrets apart.</summary>
    public required string SecretTail { get; set; }

    public WebhookState State { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Not tried again by itself.</summary>
    Failed,
}

/// <summary>One event on its way to one address: the row of work, and later what came of it.</summary>
public sealed class WebhookDelivery : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>Also what the receiver knows it by: the header <c>webhook-id</c>, the same in every attempt.</summary>
    public required WebhookDeliveryId Id { get; init; }

    public required WebhookId WebhookId { get; init; }

    /// <summary>The message that it tells of; null for a test event.</summary>
    public Guid? Message { get; init; }

    public required string Kind { get; init; }

    /// <summary>What the event is about, as the message says it. Those of one subject reach an address in order; null has no order.</summary>
    public string? Subject { get; init; }

    /// <summary>The message's place among the tenant's; 0 for a test event.</summary>
    public long Sequence { get; init; }

    /// <summary>Later events of its subject went on before it: it neither waits for others nor holds them up, and says so.</summary>
    public bool IsLate { get; set; }

    /// <summary>The CloudEvent, exactly as it is sent and signed.</summary>
    public required string Body { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DeliveryState State { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? TriedAt { get; set; }

    public double? Milliseconds { get; set; }

    /// <summary>What the receiver answered; null where none came.</summary>
    public int? Status { get; set; }

    /// <summary>The beginning of what it said.</summary>
    public string? Answer { get; set; }

    /// <summary>Why the last attempt failed, in words.</summary>
    public string? Failure { get; set; }
}
