using Portal.Core.Costs.Usage;

namespace Portal.TestSupport;

/// <summary>Stands for the host's keys: not readable at a glance, and no more than that.</summary>
internal sealed class PlainKeys : IFingerprintKeys
{
    public string Protect(byte[] key) => Convert.ToHexString(key);

    public byte[]? Reveal(string protectedKey) => Convert.FromHexString(protectedKey);
}
