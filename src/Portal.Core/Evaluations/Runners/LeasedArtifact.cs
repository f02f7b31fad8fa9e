using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

public sealed record LeasedContent(Stream Content, long Length);

/// <summary>The bytes of a model file or table, for the runner that holds a lease which names them, and for as long as it holds it.</summary>
public sealed class LeasedArtifact(EvaluationLeases leases, ArtifactStore store)
{
    public async Task<Outcome<LeasedContent>> OpenAsync(Actor actor, Guid lease, string sha256, CancellationToken ct)
    {
        var found = await leases.FindAsync(actor, lease, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        if (!found.Value.Open)
        {
            return EvaluationLeases.Lost;
        }

        var claim = found.Value.Claim;
        return claim.Version.Digest.Hex == sha256 ? new LeasedContent(store.OpenRead(actor.Tenant, claim.Version.Digest), claim.Version.Length)
            : claim.Dataset.Digest.Hex == sha256 ? new LeasedContent(store.OpenRead(actor.Tenant, claim.Dataset.Digest), claim.Dataset.Length)
            : Refusal.NotFound("This file");
    }
}
