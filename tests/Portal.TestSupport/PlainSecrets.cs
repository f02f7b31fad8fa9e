using System.Text;
using Portal.Core.Webhooks;

namespace Portal.TestSupport;

/// <summary>Stands for the host's keys: not readable at a glance, and no more than that.</summary>
internal sealed class PlainSecrets : IWebhookSecrets
{
    public string Protect(string secret) => Convert.ToHexString(Encoding.UTF8.GetBytes(secret));

    public string? Reveal(string protectedSecret) => Encoding.UTF8.GetString(Convert.FromHexString(protectedSecret));
}
