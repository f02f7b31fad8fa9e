using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <param name="Dataset">Null for the model's own evaluation dataset.</param>
/// <param name="Device">Null for whatever the machine that takes it prefers.</param>
/// <param name="Key">The same key queues one evaluation only, however often it is sent.</param>
public sealed record StartEvaluationRequest(
    VersionId Version, DatasetVersionId? Dataset, string Key, EvaluationPriority Priority = EvaluationPriority.Normal, DeviceWish? Device = null);

/// <summary>Queues the scoring of a version on a dataset: asked for by a person, or because the version was registered.</summary>
public sealed class StartEvaluation(AuditTrail trail, WorkSignal signal)
{
    public const int LongestKey = 100;

    public async Task<Outcome<EvaluationId>> RunAsync(Actor actor, StartEvaluationRequest request, CancellationToken ct)
    {
        if (request.Key.Length is 0 or > LongestKey)
        {
            return Refusal.Invalid("key", $"A key has 1 to {LongestKey} characters.");
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        var (versions, models) = (unit.Db.Versions, unit.Db.Models);
        var found = await (from version in versions
                           join model in models on version.ModelId equals model.Id
                           where version.Id == request.Version
                           select new { Version = version, Model = model }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Refusal.NotFound("This version");
        }

        var subject = new AuditSubject("version", found.Version.Id.ToString(), $"{found.Model.Name} version {found.Version.Number}");
        if ((unit.Refuses(Permission.EvaluateVersion) ?? PriorityRules.Refuses(unit.Actor, request.Priority)) is { } forbidden)
        {
            return await unit.RefuseAsync("evaluation.queue", subject, forbidden, ct);
        }

        if (await unit.Db.Evaluations.Where(row => row.IdempotencyKey == request.Key).Select(row => (EvaluationId?)row.Id).SingleOrDefaultAsync(ct) is { } earlier)
        {
            return earlier;
        }

        var wanted = request.Dataset ?? found.Model.EvaluationDatasetVersionId;
        if (wanted is null)
        {
            return new Refusal(RefusalKind.Conflict, "evaluation.no-dataset", $"{found.Model.Name} has no evaluation dataset.", "Choose one on the model's page, or name a dataset here.");
        }

        var dataset = await unit.Db.DatasetVersions.Where(row => row.Id == wanted).Select(row => new { row.Id, row.RowCount, row.Digest }).SingleOrDefaultAsync(ct);
        if (dataset is null)
        {
            return Refusal.NotFound("This dataset version");
        }

        var evaluation = new Evaluation
        {
            TenantId = unit.Actor.Tenant,
            Id = EvaluationId.New(),
            VersionId = found.Version.Id,
            DatasetVersionId = dataset.Id,
            IdempotencyKey = request.Key,
            RequestedBy = unit.Actor.Member,
            QueuedAt = unit.Now,
            DueAt = unit.Now,
            Device = request.Device,
            RowsTotal = dataset.RowCount,
            Priority = request.Priority,
        };
        unit.Db.Evaluations.Add(evaluation);
        var details = new JsonObject { ["evaluation"] = evaluation.Id.ToString(), ["version"] = found.Version.Digest.Hex, ["dataset"] = dataset.Digest.Hex, ["priority"] = request.Priority.ToString() };
        if (request.Device is { } device)
        {
            details["device"] = device.Kind.InWords();
        }

        unit.Record("evaluation.queued", subject, details: details);
        var outcome = await unit.CommitAsync(evaluation.Id, ct);
        signal.Raise();
        return outcome;
    }
}
