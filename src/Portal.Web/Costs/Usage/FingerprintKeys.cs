using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Core.Costs.Usage;

namespace Portal.Web.Costs.Usage;

/// <summary>Keeps the secrets of fingerprints under the host's data-protection keys, which lie apart from the database.</summary>
internal sealed class FingerprintKeys(IDataProtectionProvider protection) : IFingerprintKeys
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Usage.Fingerprints");

    public string Protect(byte[] key) => _protector.Protect(Convert.ToBase64String(key));

    public byte[]? Reveal(string protectedKey)
    {
        try
        {
            return Convert.FromBase64String(_protector.Unprotect(protectedKey));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
