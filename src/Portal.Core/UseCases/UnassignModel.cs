using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Reason">Why; kept in the trail.</param>
public sealed record UnassignModelRequest(int Number, string Model, string Reason);

/// <summary>Takes a model out of its use case.</summary>
public sealed class UnassignModel(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, UnassignModelRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Model);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ManageModels, Permission.ClassifyModels) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.unassign-model", found.Subject, forbidden, ct);
        }

        var model = await unit.Db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        if (model is null || await unit.Db.UseCaseModels.SingleOrDefaultAsync(row => row.ModelId == model.Id && row.UseCaseId == found.Case.Id, ct) is not { } assigned)
        {
            return Refusal.NotFound($"The model {request.Model} of U-{request.Number}");
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        unit.Db.UseCaseModels.Remove(assigned);
        unit.Record("use-case.model-unassigned", found.Subject, request.Reason.Trim(), new JsonObject { ["model"] = model.Name, ["modelId"] = model.Id.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
