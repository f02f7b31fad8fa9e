using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Core.Webhooks;

namespace Portal.Web.Webhooks;

/// <summary>Keeps secrets of webhooks under the host's data-protection keys, which lie apart from the database.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection) : IWebhookSecrets
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Webhooks");

    public string Protect(string secret) => _protector.Protect(secret);

    public string? Reveal(string protectedSecret)
    {
        try
        {
            return _protector.Unprotect(protectedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
