using Portal.Core.Storage;

namespace Portal.Core.Notifications;

public readonly record struct NotificationId(Guid Value) : IRowId<NotificationId>
{
    public static NotificationId From(Guid value) => new(value);

    public static NotificationId New() => new(Guid.CreateVersion7());

    public int CompareTo(NotificationId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
