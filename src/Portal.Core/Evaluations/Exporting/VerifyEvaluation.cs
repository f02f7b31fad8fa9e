using System.Text;
using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Exporting;

/// <param name="Subject">What was evaluated, in words.</param>
public sealed record VerifiedEvaluation(string Subject, EvidenceComparison Comparison);

/// <param name="Digest">The evidence that the archive should hold, where the asker knows it.</param>
public sealed record VerifyEvaluationRequest(Stream Archive, string? Digest = null);

/// <summary>
/// Makes the evidence of an exported evaluation again: unpacks, checks every digest, scores in a process of its own, measures, compares.
/// Needs the archive and a folder for a while, and no database.
/// </summary>
/// <param name="folder">Its own; whoever made it deletes it.</param>
public sealed class VerifyEvaluation(string folder, ScoringProcess scoring, EvaluationOptions options)
{
    /// <summary>Rows and bytes lie under a tenant everywhere, here too.</summary>
    private readonly TenantId _place = TenantId.New();

    public async Task<Outcome<VerifiedEvaluation>> RunAsync(VerifyEvaluationRequest request, Action<ScoringProgress> tell, CancellationToken ct)
    {
        var store = new ArtifactStore(folder);
        var unpacked = await ArchiveReader.UnpackAsync(request.Archive, store, _place, ct);
        if (!unpacked.IsOk)
        {
            return unpacked.Refusal;
        }

        var files = unpacked.Value.Files;
        var bytes = await BytesAsync(store, files[EvaluationArchive.Evidence], ct);
        var sums = Encoding.UTF8.GetString(await BytesAsync(store, files[EvaluationArchive.Sums], ct));
        var read = ArchiveRules.Read(files.ToDictionary(file => file.Key, file => file.Value.Digest.Hex, StringComparer.Ordinal), sums, bytes, request.Digest);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var evidence = read.Value;
        var model = files.TryGetValue(EvaluationArchive.Model, out var onnx) ? onnx : files[EvaluationArchive.Texts];
        using var inspection = new ModelInspection(store, scoring);
        var signature = await inspection.ReadAsync(_place, model.Digest, evidence.Results.Task, ct);
        if (!signature.IsOk)
        {
            return signature.Refusal;
        }

        var claim = Claim(evidence, model, files[EvaluationArchive.Dataset], signature.Value);
        var made = await new MakeEvidence(store, scoring, new MeasureScores(store, options), options).RunAsync(claim, tell, ct);
        ct.ThrowIfCancellationRequested();
        return made.Value is { } value
            ? new VerifiedEvaluation(claim.Subject.Name, RepetitionRules.Judge(bytes, CanonicalJson.Write(value.Evidence)))
            : new Refusal(RefusalKind.Blocked, "archive." + made.Failure!.Code, made.Failure.Sentence);
    }

    /// <summary>The evaluation as the evidence says that it was.</summary>
    private ClaimedEvaluation Claim(EvaluationEvidence evidence, StoredArtifact model, StoredArtifact data, ModelSignature signature)
    {
        var nobody = MemberId.New();
        var version = new Version
        {
            TenantId = _place,
            Id = VersionId.New(),
            ModelId = ModelId.New(),
            Number = evidence.Version.Number,
            Digest = model.Digest,
            Length = model.Length,
            FileName = EvaluationArchive.Model,
            Signature = JsonSerializer.Serialize(signature, ContractJson.Default.ModelSignature),
            Scoring = evidence.Scoring,
            RegisteredBy = nobody,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Description = "",
        };
        var snapshot = new DatasetVersion
        {
            TenantId = _place,
            Id = DatasetVersionId.New(),
            DatasetId = DatasetId.New(),
            Number = evidence.Dataset.Number,
            Digest = data.Digest,
            Length = data.Length,
            FileName = EvaluationArchive.Dataset,
            RowCount = evidence.Results.Rows,
            Columns = evidence.Dataset.Columns,
            Profile = [],
            CreatedBy = nobody,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        return new ClaimedEvaluation(
            _place, EvaluationId.New(), LeaseHolder.Node("verify", options), Attempt: 1, version, evidence.Version.Model, evidence.Results.Task, snapshot, evidence.Dataset.Name)
        {
            Slices = evidence.Slices,
            ExplanationRows = evidence.ExplanationRows,
        };
    }

    private async Task<byte[]> BytesAsync(ArtifactStore store, StoredArtifact file, CancellationToken ct)
    {
        await using var content = store.OpenRead(_place, file.Digest);
        var bytes = new byte[file.Length];
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
