using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>Reads what a stored file says about itself, in a process of its own: the portal never opens a model. A few run at a time, the others wait.</summary>
public sealed class ModelInspection(ArtifactStore store, ScoringProcess scoring) : IDisposable
{
    private static readonly ScoringLimits s_limits = new() { WallSeconds = 60, CpuSeconds = 60 };
    internal static readonly int AtOnce = Math.Max(2, System.Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);

    public async Task<Outcome<ModelSignature>> ReadAsync(TenantId tenant, Digest digest, ModelTask task, CancellationToken ct)
    {
        if (task == ModelTask.TextGeneration)
        {
            return OutputTable.Read(store.OpenRead(tenant, digest), ct);
        }

        await _room.WaitAsync(ct);
        ScoringAnswer<ModelSignature> answer;
        try
        {
            answer = await scoring.InspectAsync(store.PathOf(tenant, digest), s_limits, ct);
        }
        finally
        {
            _room.Release();
        }

        ct.ThrowIfCancellationRequested();
        return answer.Value is { } signature
            ? signature
            : new Refusal(RefusalKind.Invalid, $"version.file.{answer.Failure!.Code}", answer.Failure.Sentence, NextStep(answer.Failure.Code));
    }

    private static string NextStep(string code) => code.StartsWith("package-", StringComparison.Ordinal)
        ? "Make a zip or tar archive of the one .onnx file and the data files that belong to it, and upload that."
        : "Export the model to ONNX again and upload that file.";

    public void Dispose() => _room.Dispose();
}
