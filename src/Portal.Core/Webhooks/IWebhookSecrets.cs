namespace Portal.Core.Webhooks;

/// <summary>Keeps secrets of webhooks unreadable in the database and its backups; the host answers it with its own keys.</summary>
public interface IWebhookSecrets
{
    string Protect(string secret);

    /// <returns>Null when the key is gone that it was protected with.</returns>
    string? Reveal(string protectedSecret);
}
