using System.Text.Json;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Evaluations.Repeating;

/// <summary>
/// Gives a repetition what its first evaluation was made from. Versions and snapshots of data never change; names, the model's slices
/// and the portal's settings may have, so they come from the evidence.
/// </summary>
internal static class FrozenRules
{
    public static async Task<ClaimedEvaluation> OfAsync(ClaimedEvaluation claim, ArtifactStore store, CancellationToken ct)
    {
        if (claim.Repeats is not { } digest)
        {
            return claim;
        }

        await using var content = store.OpenRead(claim.Tenant, digest);
        var evidence = (await JsonSerializer.DeserializeAsync<EvaluationEvidence>(content, JsonText.Options, ct))!;
        return claim with { ModelName = evidence.Version.Model, DatasetName = evidence.Dataset.Name, Slices = evidence.Slices, ExplanationRows = evidence.ExplanationRows };
    }
}
