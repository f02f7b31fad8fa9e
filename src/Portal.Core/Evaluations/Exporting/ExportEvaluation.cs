using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Exporting;

/// <param name="WriteAsync">Streams the archive; nothing of it is held whole.</param>
public sealed record EvaluationExport(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);

/// <summary>
/// Hands out everything that an evaluation was made from, with what it found: whoever has the archive can make the same evidence again
/// without this portal. Data leaves the portal with it, so that is an entry of the trail.
/// </summary>
public sealed class ExportEvaluation(AuditTrail trail, EvaluationDetail detail, ArtifactStore store, EvaluationOptions options)
{
    /// <summary>The same for every file: an archive of the same evaluation has the same bytes.</summary>
    private static readonly DateTimeOffset s_written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly UTF8Encoding s_text = new(encoderShouldEmitUTF8Identifier: false);

    public async Task<Outcome<EvaluationExport>> RunAsync(Actor actor, EvaluationId id, CancellationToken ct)
    {
        var bytes = await detail.EvidenceBytesAsync(actor, id, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        var (versions, models, snapshots) = (unit.Db.Versions, unit.Db.Models, unit.Db.DatasetVersions);
        var found = await (from evaluation in unit.Db.Evaluations.AsNoTracking()
                           join version in versions on evaluation.VersionId equals version.Id
                           join model in models on version.ModelId equals model.Id
                           join snapshot in snapshots on evaluation.DatasetVersionId equals snapshot.Id
                           where evaluation.Id == id
                           select new { evaluation.EvidenceDigest, Version = version, Model = model, Snapshot = snapshot }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Refusal.NotFound("This evaluation");
        }

        var subject = new AuditSubject("version", found.Version.Id.ToString(), $"{found.Model.Name} version {found.Version.Number}");
        if (found.Snapshot.Columns.Any(column => column.Role == ColumnRole.ProtectedAttribute) && unit.Refuses(Permission.ReadProtectedAttributes) is { } forbidden)
        {
            return await unit.RefuseAsync(
                "evaluation.export", subject, forbidden with { Sentence = "The archive holds the data with its protected attributes. " + forbidden.Sentence }, ct);
        }

        if (!bytes.IsOk || found.EvidenceDigest is not { } digest)
        {
            return new Refusal(RefusalKind.Conflict, "evaluation.nothing-to-export", "This evaluation left no evidence, so there is nothing to export.", "Export one that is completed.");
        }

        if (!store.Exists(actor.Tenant, found.Version.Digest) || !store.Exists(actor.Tenant, found.Snapshot.Digest))
        {
            return new Refusal(
                RefusalKind.Conflict, "artifact-damaged", "The model file or the dataset of this evaluation is missing in the artifact store.", "Ask the operator to restore the artifact store from its backup.");
        }

        unit.Record("evaluation.exported", subject, details: new JsonObject
        {
            ["evaluation"] = id.ToString(),
            ["evidence"] = digest.Hex,
            ["version"] = found.Version.Digest.Hex,
            ["dataset"] = found.Snapshot.Digest.Hex,
        });
        var files = Files(actor.Tenant, bytes.Value, found.Model.Task, found.Version, found.Snapshot);
        return await unit.CommitAsync(
            new EvaluationExport($"{found.Model.Name}-{found.Version.Number}-{digest.Hex[..12]}.zip", (to, stop) => WriteAsync(to, files, stop)), ct);
    }

    private List<ArchivedFile> Files(TenantId tenant, byte[] evidence, ModelTask task, Version version, DatasetVersion snapshot)
    {
        var texts = task == ModelTask.TextGeneration;
        var model = texts ? EvaluationArchive.Texts : EvaluationArchive.Model;
        var read = JsonSerializer.Deserialize<EvaluationEvidence>(evidence, JsonText.Options)!;
        List<ArchivedFile> files =
        [
            Text(EvaluationArchive.Readme, s_text.GetBytes(ExportReadme.Of(read, Digest.Of(evidence).Hex, model))),
            Text(EvaluationArchive.Evidence, evidence),
        ];
        if (!texts)
        {
            var spec = ScoringSpecOf.Version(task, version.Scoring, model, EvaluationArchive.Dataset, snapshot.RowCount, DeviceWish.Any, options);
            files.Add(Text(EvaluationArchive.Spec, JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Default.ScoringSpec)));
        }

        files.Add(new(model, version.Digest, () => store.OpenRead(tenant, version.Digest)));
        files.Add(new(EvaluationArchive.Dataset, snapshot.Digest, () => store.OpenRead(tenant, snapshot.Digest)));
        files.Add(Text(EvaluationArchive.Sums, s_text.GetBytes(string.Concat(files.Select(file => $"{file.Digest.Hex}  {file.Name}\n")))));
        return files;
    }

    private static async Task WriteAsync(Stream to, IReadOnlyList<ArchivedFile> files, CancellationToken ct)
    {
        await using var patient = new PatientStream(to);
        await using (var archive = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var file in files)
            {
                var entry = archive.CreateEntry(file.Name, CompressionLevel.Fastest);
                entry.LastWriteTime = s_written;
                await using var source = file.Open();
                await using var target = await entry.OpenAsync(ct);
                await source.CopyToAsync(target, ct);
            }
        }

        await patient.FlushAsync(ct);
    }

    private static ArchivedFile Text(string name, byte[] bytes) => new(name, Digest.Of(bytes), () => new MemoryStream(bytes, writable: false));

    private sealed record ArchivedFile(string Name, Digest Digest, Func<Stream> Open);
}
