using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <param name="TrainingData">The snapshot whose digest the file names as its training data.</param>
/// <param name="DuplicateOf">The number of the version that has these bytes already.</param>
public sealed record VersionDraftView(
    UploadId Upload, string FileName, Digest Digest, long Length, ModelSignature Signature, ScoringDraft Scoring, DatasetVersionName? TrainingData, int? DuplicateOf);

/// <summary>What an uploaded file would be as a version: its signature and what is still to be said. Nothing is saved.</summary>
public sealed class VersionDraft(PortalDatabase database, ModelInspection inspection)
{
    public async Task<Outcome<VersionDraftView>> FindAsync(Actor actor, string model, UploadId upload, ScoringStatement? said, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.RegisterVersion) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = database.Open(actor.Tenant);
        if (await db.Uploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == upload, ct) is not { } file)
        {
            return Refusal.NotFound("This upload");
        }

        if (await db.TaskOfModelAsync(model, ct) is not { } task)
        {
            return Refusal.NotFound($"The model {model}");
        }

        var read = await inspection.ReadAsync(actor.Tenant, file.Digest, task, ct);
        if (read.Refusal is { } unfit)
        {
            return unfit;
        }

        var signature = read.Value;
        return await RegistrationFacts.FindAsync(db, model, file.Digest, signature, ct) is not { } facts
            ? Refusal.NotFound($"The model {model}")
            : new VersionDraftView(
                file.Id, file.FileName, file.Digest, file.Length, signature, ScoringMerge.Make(facts.Model.Task, signature, said, facts.ValuesOf), facts.TrainingName, facts.DuplicateOf);
    }
}
