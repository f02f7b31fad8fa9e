using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Model">The name of the model.</param>
public sealed record AssignModelRequest(int Number, string Model);

/// <summary>Says for which use case a model is made. It must be at least as closely looked at as the use case asks.</summary>
public sealed class AssignModel(AuditTrail trail)
{
    private const string Act = "use-case.assign-model";

    public async Task<Outcome<Done>> RunAsync(Actor actor, AssignModelRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Model);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (await unit.Db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct) is not { } model)
        {
            return Refusal.NotFound($"The model {request.Model}");
        }

        if (unit.Refuses(Permission.ManageModels, Permission.ClassifyModels) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, found.Subject, forbidden, ct);
        }

        if (UseCaseRules.Refuses(UseCaseAct.AssignModel, request.Number, found.Case.State) is { } state)
        {
            return state;
        }

        if (await RefusesSecondAsync(unit.Db, model, ct) is { } taken)
        {
            return taken;
        }

        if (UseCaseRules.RefusesModel(model.Name, model.RiskClass, found.Case.Number, found.Case.Class) is { } tooLow)
        {
            return await unit.RefuseAsync(Act, found.Subject, tooLow, ct);
        }

        unit.Db.UseCaseModels.Add(new UseCaseModel { TenantId = actor.Tenant, ModelId = model.Id, UseCaseId = found.Case.Id, AssignedBy = unit.Actor.Member, AssignedAt = unit.Now });
        unit.Record("use-case.model-assigned", found.Subject, details: new JsonObject { ["model"] = model.Name, ["modelId"] = model.Id.ToString(), ["riskClass"] = model.RiskClass.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<Refusal?> RefusesSecondAsync(PortalDbContext db, Model model, CancellationToken ct)
    {
        var cases = db.UseCases;
        var number = await db.UseCaseModels.Where(row => row.ModelId == model.Id).Select(row => (int?)cases.Where(one => one.Id == row.UseCaseId).Select(one => one.Number).First()).SingleOrDefaultAsync(ct);
        return number is { } other
            ? new(RefusalKind.Conflict, "use-case.model-taken", $"{model.Name} belongs to U-{other} already; a model belongs to one use case.", $"Take it out of U-{other} first.")
            : null;
    }
}
