namespace Portal.Core.Costs.Usage;

/// <summary>Keeps a tenant's secret for fingerprints unreadable in the database and its backups; the host answers it with its own keys.</summary>
public interface IFingerprintKeys
{
    string Protect(byte[] key);

    /// <returns>Null when the host's key is gone that it was protected with.</returns>
    byte[]? Reveal(string protectedKey);
}
