using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>
/// What a bearer token looks like: <c>portal_</c>, the tenant (so that no lookup crosses tenants), and 32 random bytes.
/// The prefix lets secret scanners find tokens that leaked.
/// </summary>
public static class TokenSecret
{
    private const string Prefix = "portal_";
    private const int TenantBytes = 16;
    private const int RandomBytes = 32;

    public static string New(TenantId tenant)
    {
        Span<byte> bytes = stackalloc byte[TenantBytes + RandomBytes];
        tenant.Value.TryWriteBytes(bytes);
        RandomNumberGenerator.Fill(bytes[TenantBytes..]);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    public static bool TryReadTenant(string token, out TenantId tenant)
    {
        tenant = default;
        Span<byte> bytes = stackalloc byte[TenantBytes + RandomBytes];
        if (token.Length != Prefix.Length + 64 || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base64Url.IsValid(token.AsSpan(Prefix.Length)) || !Base64Url.TryDecodeFromChars(token.AsSpan(Prefix.Length), bytes, out var written) || written != bytes.Length)
        {
            return false;
        }

        tenant = new TenantId(new Guid(bytes[..TenantBytes]));
        return tenant != default;
    }

    /// <summary>256 random bits need no slow hash.</summary>
    public static string Hash(string token) => Digest.Of(Encoding.UTF8.GetBytes(token)).Hex;
}
