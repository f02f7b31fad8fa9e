using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <param name="Scoring">What the file does not say of itself.</param>
/// <param name="TrainingData">Null for the snapshot whose digest the file names, if the tenant has it.</param>
/// <param name="ParentVersion">The number of the version that this one was made from.</param>
/// <param name="RetrainingRequest">The number of the open retraining request that this version answers.</param>
public sealed record RegisterVersionRequest(
    string Model, UploadId Upload, string Description = "", IReadOnlyDictionary<string, string>? Tags = null,
    ScoringStatement? Scoring = null, DatasetVersionName? TrainingData = null, int? ParentVersion = null, int? RetrainingRequest = null);

public sealed record RegisteredVersion(VersionId Id, ModelId Model, int Number);

/// <summary>
/// Makes an immutable version of an uploaded file. The isolated process reads the file before the unit of work begins; committing it
/// tells later rooms, which queue its evaluation.
/// </summary>
public sealed partial class RegisterVersion(AuditTrail trail, PortalDatabase database, ModelInspection inspection, IRetrainingOrders orders, ILogger<RegisterVersion> logger)
{
    private const int LongestSignature = 1024 * 1024;

    /// <summary>What trail and outbox call it.</summary>
    public const string Registered = "version.registered";

    public async Task<Outcome<RegisteredVersion>> RunAsync(Actor actor, RegisterVersionRequest request, CancellationToken ct)
    {
        if (await trail.RefusesAsync(actor, Permission.RegisterVersion, "version.register", new AuditSubject("model", request.Model, request.Model), ct) is { } early)
        {
            return early;
        }

        if (VersionRules.Refuses(request.Description, request.Tags) is { } invalid)
        {
            return invalid;
        }

        var found = await FileAsync(actor, request, ct);
        if (found.Refusal is { } missing)
        {
            return missing;
        }

        var read = await inspection.ReadAsync(actor.Tenant, found.Value.File.Digest, found.Value.Task, ct);
        if (read.Refusal is { } unfit)
        {
            Log.Refused(logger, request.Model, unfit.Code);
            return unfit;
        }

        return await SaveAsync(actor, request, found.Value.File, read.Value, ct);
    }

    private async Task<Outcome<(Upload File, ModelTask Task)>> FileAsync(Actor actor, RegisterVersionRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.TaskOfModelAsync(request.Model, ct) is not { } task ? Refusal.NotFound($"The model {request.Model}")
            : await db.Uploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Upload, ct) is { } upload ? (upload, task)
            : Refusal.NotFound("This upload");
    }

    private async Task<Outcome<RegisteredVersion>> SaveAsync(Actor actor, RegisterVersionRequest request, Upload upload, ModelSignature signature, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await RegistrationFacts.FindAsync(unit.Db, request.Model, upload.Digest, signature, ct) is not { } facts)
        {
            return Refusal.NotFound($"The model {request.Model}");
        }

        if (unit.Refuses(Permission.RegisterVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("version.register", new AuditSubject("model", facts.Model.Id.ToString(), facts.Model.Name), forbidden, ct);
        }

        if (facts.DuplicateOf is { } duplicate)
        {
            return new Refusal(RefusalKind.Conflict, "version.duplicate", $"These bytes are version {duplicate} of {facts.Model.Name} already.", "Use that version; a version's file never changes.");
        }

        if (request.RetrainingRequest is { } order && !await orders.IsOpenAsync(unit.Db, facts.Model.Id, order, ct))
        {
            return Refusal.Invalid("retrainingRequest", $"{facts.Model.Name} has no open retraining request {order}.");
        }

        var scoring = ScoringMerge.Make(facts.Model.Task, signature, request.Scoring, facts.ValuesOf);
        if (scoring.Refusal is { } open)
        {
            return open;
        }

        var lineage = await LineageAsync(unit, request, facts, signature, ct);
        return lineage.Refusal is { } untrue ? untrue : await CommitAsync(unit, request, upload, signature, scoring, facts.Model, lineage.Value, ct);
    }

    private static async Task<Outcome<Lineage>> LineageAsync(UnitOfWork unit, RegisterVersionRequest request, RegistrationFacts facts, ModelSignature signature, CancellationToken ct)
    {
        var training = facts.TrainingData;
        if (request.TrainingData is { } name)
        {
            training = await unit.Db.FindDatasetVersionAsync(name, ct);
            if (VersionRules.RefusesTrainingData(name, training?.Digest, ModelDeclaration.Read(signature.Metadata).TrainingDataSha256) is { } untrue)
            {
                return untrue;
            }
        }

        if (request.ParentVersion is not { } number)
        {
            return new Lineage(training, null);
        }

        var parent = await unit.Db.Versions.Where(row => row.ModelId == facts.Model.Id && row.Number == number).Select(row => (VersionId?)row.Id).SingleOrDefaultAsync(ct);
        return parent is null ? Refusal.Invalid("parentVersion", $"{facts.Model.Name} has no version {number}.") : new Lineage(training, parent);
    }

    private static async Task<Outcome<RegisteredVersion>> CommitAsync(
        UnitOfWork unit, RegisterVersionRequest request, Upload upload, ModelSignature signature, ScoringDraft scoring, Model model, Lineage lineage, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(signature, ContractJson.Default.ModelSignature);
        if (text.Length > LongestSignature)
        {
            return new Refusal(RefusalKind.Invalid, "version.file.signature", $"What the file says about itself has {text.Length:N0} characters; {LongestSignature:N0} are the most.", "Leave large texts out of the model's metadata.");
        }

        var id = VersionId.New();
        var number = (await unit.Db.Versions.Where(row => row.ModelId == model.Id).MaxAsync(row => (int?)row.Number, ct) ?? 0) + 1;
        unit.Db.Versions.Add(new Version
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            ModelId = model.Id,
            Number = number,
            Digest = upload.Digest,
            Length = upload.Length,
            FileName = upload.FileName,
            Signature = text,
            Scoring = scoring.Rules!,
            TrainingDatasetVersionId = lineage.TrainingData?.Id,
            ParentVersionId = lineage.Parent,
            RegisteredBy = unit.Actor.Member ?? throw new InvalidOperationException("A version is registered by a member."),
            RegisteredAt = unit.Now,
            Description = request.Description.Trim(),
            Tags = VersionRules.Tags(unit.Actor.Tenant, id, request.Tags),
        });
        unit.Record(Registered, new AuditSubject("version", id.ToString(), $"{model.Name} version {number}"), details: Describe(request, upload, scoring, lineage));
        unit.Tell(Registered, new JsonObject { ["versionId"] = id.ToString(), ["modelId"] = model.Id.ToString(), ["number"] = number, ["retrainingRequest"] = request.RetrainingRequest });
        return await unit.CommitAsync(new RegisteredVersion(id, model.Id, number), ct);
    }

    private static JsonObject Describe(RegisterVersionRequest request, Upload upload, ScoringDraft scoring, Lineage lineage) => new()
    {
        ["digest"] = upload.Digest.Hex,
        ["length"] = upload.Length,
        ["scoring"] = JsonSerializer.SerializeToNode(scoring.Rules, JsonText.Options),
        ["saidByMember"] = new JsonArray([.. scoring.Sources.Where(pair => pair.Value == RuleSource.Member).Select(pair => pair.Key).Order(StringComparer.Ordinal).Select(field => JsonValue.Create(field))]),
        ["trainingData"] = lineage.TrainingData?.Digest.Hex,
        ["parentVersion"] = request.ParentVersion,
        ["retrainingRequest"] = request.RetrainingRequest,
    };

    private sealed record Lineage(DatasetVersion? TrainingData, VersionId? Parent);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1200, Level = LogLevel.Information, Message = "A file for model {Model} was refused: {Code}")]
        public static partial void Refused(ILogger logger, string model, string code);
    }
}
