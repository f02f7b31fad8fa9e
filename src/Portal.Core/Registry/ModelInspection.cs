using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>Reads what a stored file says about itself, a model in a process of its own: the portal never opens one.</summary>
public sealed class ModelInspection(ArtifactStore store, ScoringProcess scoring)
{
    private static readonly ScoringLimits s_limits = new() { WallSeconds = 60, CpuSeconds = 60 };

    public async Task<Outcome<ModelSignature>> ReadAsync(TenantId tenant, Digest digest, ModelTask task, CancellationToken ct)
    {
        if (task == ModelTask.TextGeneration)
        {
            return OutputTable.Read(store.OpenRead(tenant, digest), ct);
        }

        var answer = await scoring.InspectAsync(store.PathOf(tenant, digest), s_limits, ct);
        ct.ThrowIfCancellationRequested();
        return answer.Value is { } signature
            ? signature
            : new Refusal(RefusalKind.Invalid, $"version.file.{answer.Failure!.Code}", answer.Failure.Sentence, "Export the model to ONNX again and upload that file.");
    }
}
