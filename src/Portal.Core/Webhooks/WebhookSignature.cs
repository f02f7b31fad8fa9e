using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Webhooks;

/// <summary>
/// Proves to a receiver that an event comes from here and is new: HMAC-SHA256 over id, time and body, in the headers and the spelling
/// of the Standard Webhooks specification, for which there are libraries in most languages. Pure.
/// </summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    /// <summary>A secret as it is shown: the prefix lets scanners find one that leaked.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <returns>The value of the header <c>webhook-signature</c>.</returns>
    /// <exception cref="FormatException">The secret is not one.</exception>
    public static string Sign(string secret, string id, DateTimeOffset at, string body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        var signed = Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    /// <summary>Seconds since 1970, as the header <c>webhook-timestamp</c> says it.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
