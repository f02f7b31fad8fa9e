namespace Portal.Core.Storage;

/// <summary>What a later room or somebody outside must hear of; saved with the change that it tells of, delivered at least once after it.</summary>
public sealed class OutboxMessage : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>Also the idempotency key of whoever handles it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Dotted, lower case: <c>version.registered</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required string Body { get; init; }

    /// <summary>What it is about, see <see cref="MessageSubject"/>; null for nothing that has an order.</summary>
    public string? Subject { get; init; }

    /// <summary>Counts a tenant's messages in the order in which they were committed; given at the commit.</summary>
    public long Sequence { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Set after the last attempt: it is not tried again by itself.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    public string? LastError { get; set; }
}
