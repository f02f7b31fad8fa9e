using System.Text.Json.Nodes;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>Every registered version is evaluated on its model's evaluation dataset, where there is one.</summary>
internal sealed class EvaluateRegisteredVersion(StartEvaluation start, PortalDatabase database) : IOutboxHandler
{
    public string Kind => RegisterVersion.Registered;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var version = VersionId.From(Guid.Parse(body["versionId"]!.GetValue<string>()));
        if (await CanBeEvaluatedAsync(actor.Tenant, version, ct))
        {
            var outcome = await start.RunAsync(actor, new StartEvaluationRequest(version, null, message.ToString()), ct);
            if (outcome.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"The evaluation of a registered version was refused: {refusal.Code}");
            }
        }
    }

    private async Task<bool> CanBeEvaluatedAsync(TenantId tenant, VersionId version, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var (versions, models) = (db.Versions, db.Models);
        var model = await (from row in versions
                           join owner in models on row.ModelId equals owner.Id
                           where row.Id == version
                           select new { owner.EvaluationDatasetVersionId }).SingleAsync(ct);
        return model.EvaluationDatasetVersionId is not null;
    }
}
