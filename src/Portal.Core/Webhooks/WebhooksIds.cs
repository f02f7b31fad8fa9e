using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

public readonly record struct WebhookId(Guid Value) : IRowId<WebhookId>
{
    public static WebhookId From(Guid value) => new(value);

    public static WebhookId New() => new(Guid.CreateVersion7());

    public int CompareTo(WebhookId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct WebhookDeliveryId(Guid Value) : IRowId<WebhookDeliveryId>
{
    public static WebhookDeliveryId From(Guid value) => new(value);

    public static WebhookDeliveryId New() => new(Guid.CreateVersion7());

    public int CompareTo(WebhookDeliveryId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
