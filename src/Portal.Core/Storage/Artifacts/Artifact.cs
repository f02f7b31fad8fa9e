namespace Portal.Core.Storage.Artifacts;

/// <summary>Bytes in the artifact store, named by their SHA-256. Tenants don't share them: a digest must not tell that another tenant has the file.</summary>
public sealed class Artifact : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required Digest Digest { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}
