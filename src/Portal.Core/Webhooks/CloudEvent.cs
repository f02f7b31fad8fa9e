using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>An event as it is sent: CloudEvents 1.0 in structured JSON. Pure.</summary>
internal static class CloudEvent
{
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Digits of the extension <c>sequence</c>, so that it sorts as a text as it does as a number.</summary>
    private const string SequenceDigits = "D20";

    /// <param name="sequence">Null for an event without an order.</param>
    public static string Write(TenantId tenant, WebhookDeliveryId id, string kind, DateTimeOffset at, JsonObject data, string subject, long? sequence)
    {
        var sent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id.ToString(),
            ["source"] = $"urn:portal:tenant:{tenant}",
            ["type"] = $"portal.{kind}",
            ["time"] = AuditChain.Instant(at),
            ["subject"] = subject,
            ["datacontenttype"] = "application/json",
            ["data"] = data.DeepClone(),
        };
        if (sequence is { } number)
        {
            sent["sequence"] = number.ToString(SequenceDigits, CultureInfo.InvariantCulture);
        }

        return Text(sent);
    }

    /// <summary>The same event, which says that later ones of its subject came first.</summary>
    public static string Late(string body)
    {
        var sent = JsonNode.Parse(body)!.AsObject();
        sent["late"] = true;
        return Text(sent);
    }

    private static string Text(JsonObject sent) => Encoding.UTF8.GetString(CanonicalJson.Write(sent));
}
