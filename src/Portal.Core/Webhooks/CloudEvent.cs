using System.Text;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>An event as it is sent: CloudEvents 1.0 in structured JSON. Pure.</summary>
internal static class CloudEvent
{
    public const string MediaType = "application/cloudevents+json";

    public static string Write(TenantId tenant, WebhookDeliveryId id, string kind, DateTimeOffset at, JsonObject data, string? subject) => Encoding.UTF8.GetString(CanonicalJson.Write(new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = id.ToString(),
        ["source"] = $"urn:portal:tenant:{tenant}",
        ["type"] = $"portal.{kind}",
        ["time"] = AuditChain.Instant(at),
        ["subject"] = subject ?? kind,
        ["datacontenttype"] = "application/json",
        ["data"] = data.DeepClone(),
    }));
}
