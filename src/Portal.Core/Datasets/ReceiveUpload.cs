using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <param name="FileName">As the sender calls it.</param>
/// <param name="Content">Read once, to its end, in small pieces.</param>
/// <param name="Length">As the sender announces it, so that what is too large need not be taken first. Not trusted.</param>
public sealed record ReceiveUploadRequest(string? FileName, Stream Content, long? Length = null);

public sealed record ReceivedUpload(UploadId Id, string FileName, Digest Digest, long Length, DateTimeOffset ReceivedAt);

/// <summary>Takes a file in: streamed to the artifact store and hashed on the way. What it becomes is decided by later acts.</summary>
public sealed class ReceiveUpload(AuditTrail trail, ArtifactStore store, ArtifactOptions options)
{
    public async Task<Outcome<ReceivedUpload>> RunAsync(Actor actor, ReceiveUploadRequest request, CancellationToken ct)
    {
        if (FileNames.Clean(request.FileName) is not { } name)
        {
            return Refusal.Invalid("fileName", "The file needs a name, such as loans.csv or model.onnx.");
        }

        var id = UploadId.New();
        var subject = new AuditSubject("upload", id.ToString(), name);
        if (await trail.RefusesAsync(actor, Permission.ManageDatasets, "upload.receive", subject, ct) is { } early)
        {
            return early;
        }

        if (request.Length > options.MaxUploadBytes)
        {
            return new Refusal(RefusalKind.TooLarge, "too-large", $"The file has {request.Length:N0} bytes; {options.MaxUploadBytes:N0} are the limit. Nothing was kept.", "Send a smaller file, or ask the operator to raise Portal:Artifacts:MaxUploadBytes.");
        }

        var stored = await store.WriteAsync(actor.Tenant, request.Content, options.MaxUploadBytes, ct);
        if (stored.Refusal is { } tooLarge)
        {
            return tooLarge;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.ManageDatasets) is { } forbidden)
        {
            return await unit.RefuseAsync("upload.receive", subject, forbidden, ct);
        }

        return await KeepAsync(unit, id, name, stored.Value, ct);
    }

    private static async Task<Outcome<ReceivedUpload>> KeepAsync(UnitOfWork unit, UploadId id, string name, StoredArtifact stored, CancellationToken ct)
    {
        await unit.Db.KeepArtifactAsync(stored, unit.Now, ct);
        unit.Db.Uploads.Add(new Upload
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            FileName = name,
            Digest = stored.Digest,
            Length = stored.Length,
            UploadedBy = unit.Actor.Member ?? throw new InvalidOperationException("A file is sent by a member."),
            UploadedAt = unit.Now,
        });
        unit.Record("upload.received", new AuditSubject("upload", id.ToString(), name), details: new JsonObject
        {
            ["digest"] = stored.Digest.Hex,
            ["length"] = stored.Length,
        });
        return await unit.CommitAsync(new ReceivedUpload(id, name, stored.Digest, stored.Length, unit.Now), ct);
    }
}
