namespace Portal.Core.Storage.Retention;

/// <summary>
/// Configuration section <c>Portal:Retention</c>: after how many days rows go that say what was sent to whom. The trail keeps the fact
/// for ever; these rows hold texts and names of people.
/// </summary>
public sealed record RetentionOptions
{
    /// <summary>The longest that may be set: ten years.</summary>
    public const int MostDays = 3650;

    /// <summary>Messages between rooms, after each was heard.</summary>
    public int MessageDays { get; init; } = 30;

    /// <summary>Events that a webhook's receiver took.</summary>
    public int DeliveryDays { get; init; } = 30;

    /// <summary>What members were told, in the portal and by mail, read or not.</summary>
    public int NotificationDays { get; init; } = 180;

    /// <summary>Messages, events and mails that failed for good: so long a person can send them again.</summary>
    public int FailedDays { get; init; } = 90;

    public IEnumerable<string> Complaints() =>
        from one in new[] { (nameof(MessageDays), MessageDays), (nameof(DeliveryDays), DeliveryDays), (nameof(NotificationDays), NotificationDays), (nameof(FailedDays), FailedDays) }
        where one.Item2 is < 1 or > MostDays
        select $"Portal:Retention:{one.Item1} is {one.Item2}. Use 1 to {MostDays} days.";
}
