using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

public enum MailState
{
    /// <summary>E-mail is off, or the member doesn't want this kind by mail.</summary>
    NotWanted,
    Waiting,

    /// <summary>Waits for the day's one mail.</summary>
    ForDigest,
    Sent,

    /// <summary>Not tried again by itself.</summary>
    Failed,
}

/// <summary>What one member is told of one message: shown in the product, and sent by mail where the member wants it.</summary>
public sealed class Notification : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required NotificationId Id { get; init; }

    /// <summary>The message that it tells of: one notification for a message and a member.</summary>
    public required Guid Message { get; init; }

    public required MemberId MemberId { get; init; }

    /// <summary>See <see cref="NotificationKinds"/>.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>Why this member is told.</summary>
    public required string Why { get; init; }

    /// <summary>The page that it is about, from the root: <c>/promotions/12</c>.</summary>
    public required string Href { get; init; }

    /// <summary>Until when something is asked of the member.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; set; }

    public MailState Mail { get; set; }

    public DateTimeOffset MailDueAt { get; set; }

    public int MailAttempts { get; set; }

    public DateTimeOffset? MailedAt { get; set; }

    /// <summary>Why the last attempt failed, in words.</summary>
    public string? MailFailure { get; set; }
}

/// <summary>What a member wants by mail. Without a row: everything, at once.</summary>
public sealed class NotificationChoice : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required MemberId MemberId { get; init; }

    /// <summary>Kinds that do not come by mail; what is new later comes.</summary>
    public required IReadOnlyList<string> NotByMail { get; set; }

    /// <summary>One mail a day with everything, instead of one for each; what has a deadline still comes at once.</summary>
    public bool Digest { get; set; }

    public long Revision { get; private set; }
}
