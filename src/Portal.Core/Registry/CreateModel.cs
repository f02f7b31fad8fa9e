using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Name">Stands in addresses and never changes.</param>
/// <param name="Owner">The e-mail address of a member; null for whoever creates it.</param>
/// <param name="AllowedRegions">Where versions may be live; none means nowhere.</param>
/// <param name="EvaluationDataset">What each new version is evaluated on.</param>
/// <param name="RequiredLabels">What a runner must have to evaluate its versions.</param>
/// <param name="Slices">What every evaluation measures by itself.</param>
public sealed record CreateModelRequest(
    string Name, string Purpose, string Team, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification,
    IReadOnlyList<string> AllowedRegions, DatasetVersionName? EvaluationDataset = null, string? Owner = null,
    IReadOnlyList<string>? RequiredLabels = null, IReadOnlyList<NamedSlice>? Slices = null);

/// <summary>Begins a named line of versions.</summary>
public sealed class CreateModel(AuditTrail trail)
{
    public async Task<Outcome<ModelId>> RunAsync(Actor actor, CreateModelRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = ModelId.New();
        var subject = new AuditSubject("model", id.ToString(), request.Name);
        if (unit.Refuses(Permission.ManageModels) is { } forbidden)
        {
            return await unit.RefuseAsync("model.create", subject, forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? Choices.Refuses("task", request.Task)
            ?? ModelRules.Refuses(request.Purpose, request.RiskClass, request.DataClassification, request.AllowedRegions, request.RequiredLabels)) is { } invalid)
        {
            return invalid;
        }

        var slices = SliceRules.Read(request.Slices ?? []);
        if (!slices.IsOk)
        {
            return slices.Refusal;
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.Models.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return new Refusal(RefusalKind.Conflict, "model.taken", $"There is a model called {request.Name} already.", "Choose another name, or register a version of that model.");
        }

        var found = await ModelReferences.FindAsync(unit.Db, unit.Actor, request.Owner, request.Team, request.EvaluationDataset, ct);
        if (found.Refusal is { } unknown)
        {
            return unknown;
        }

        var model = Make(unit, id, request, found.Value, slices.Value);
        unit.Db.Models.Add(model);
        unit.Record("model.created", subject, details: ModelRules.Describe(model));
        return await unit.CommitAsync(id, ct);
    }

    private static Model Make(UnitOfWork unit, ModelId id, CreateModelRequest request, ModelReferences found, IReadOnlyList<NamedSlice> slices) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = id,
        Name = request.Name,
        NormalizedName = Names.Normalize(request.Name),
        Purpose = request.Purpose.Trim(),
        OwnerId = found.Owner,
        TeamId = found.Team,
        Task = request.Task,
        RiskClass = request.RiskClass,
        DataClassification = request.DataClassification,
        AllowedRegions = ModelRules.Regions(request.AllowedRegions),
        RequiredLabels = RunnerLabels.Normalize(request.RequiredLabels ?? []),
        EvaluationDatasetVersionId = found.EvaluationDataset,
        Slices = slices,
        CreatedAt = unit.Now,
    };
}
