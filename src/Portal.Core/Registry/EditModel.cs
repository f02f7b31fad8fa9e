using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Revision">Of the model as the person saw it.</param>
/// <param name="Slices">All of them; none takes those away that there were.</param>
public sealed record EditModelRequest(
    string Name, long Revision, string Purpose, string Owner, string Team, RiskClass RiskClass, DataClassification DataClassification,
    IReadOnlyList<string> AllowedRegions, DatasetVersionName? EvaluationDataset, IReadOnlyList<string>? RequiredLabels = null, IReadOnlyList<NamedSlice>? Slices = null);

/// <summary>
/// Changes what is said about a model. Name and task are what its versions were made for and stay. What loosens the rules for it is a
/// compliance officer's to change, all else its data scientists'.
/// </summary>
public sealed class EditModel(AuditTrail trail, IModelStanding standing)
{
    private const string Act = "model.edit";

    public async Task<Outcome<Done>> RunAsync(Actor actor, EditModelRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Name);
        var model = await unit.Db.Models.SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        if (model is null)
        {
            return Refusal.NotFound($"The model {request.Name}");
        }

        var subject = new AuditSubject("model", model.Id.ToString(), model.Name);
        if (unit.Refuses(Permission.ManageModels, Permission.ClassifyModels) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (request.Revision != model.Revision)
        {
            return Refusal.Stale("This model");
        }

        if (ModelRules.Refuses(request.Purpose, request.RiskClass, request.DataClassification, request.AllowedRegions, request.RequiredLabels) is { } invalid)
        {
            return invalid;
        }

        var slices = SliceRules.Read(request.Slices ?? []);
        if (!slices.IsOk)
        {
            return slices.Refusal;
        }

        var found = await ModelReferences.FindAsync(unit.Db, unit.Actor, request.Owner, request.Team, request.EvaluationDataset, ct);
        if (found.Refusal is { } unknown)
        {
            return unknown;
        }

        if (await RefusesChangeAsync(unit, model, request, found.Value, ct) is { } refused)
        {
            return await unit.RefuseAsync(Act, subject, refused, ct);
        }

        var before = ModelRules.Describe(model);
        Apply(model, request, found.Value, slices.Value);
        unit.Record("model.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = ModelRules.Describe(model) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private async Task<Refusal?> RefusesChangeAsync(UnitOfWork unit, Model model, EditModelRequest request, ModelReferences found, CancellationToken ct)
    {
        var before = new ModelFooting(model.RiskClass, model.DataClassification, model.AllowedRegions, model.EvaluationDatasetVersionId);
        var after = new ModelFooting(request.RiskClass, request.DataClassification, ModelRules.Regions(request.AllowedRegions), found.EvaluationDataset);
        if (ModelChangeRules.Loosens(before, after, await standing.WasJudgedAsync(unit.Db, model.Id, ct)) && unit.Refuses(Permission.ClassifyModels) is { } notTheirs)
        {
            return notTheirs with
            {
                Sentence = "A lower risk class or classification, a further region or another evaluation dataset loosens the rules for a model. " + notTheirs.Sentence,
            };
        }

        var described = (model.Purpose, model.OwnerId, model.TeamId) != (request.Purpose.Trim(), found.Owner, found.Team);
        var live = await standing.LivePlacesAsync(unit.Db, model.Id, ct);
        return (described ? unit.Refuses(Permission.ManageModels) : null)
            ?? ModelChangeRules.RefusesRegions(model.Name, before, after, live)
            ?? ModelChangeRules.RefusesClassification(model.Name, before, after, live);
    }

    private static void Apply(Model model, EditModelRequest request, ModelReferences found, IReadOnlyList<NamedSlice> slices)
    {
        model.Purpose = request.Purpose.Trim();
        model.OwnerId = found.Owner;
        model.TeamId = found.Team;
        model.RiskClass = request.RiskClass;
        model.DataClassification = request.DataClassification;
        model.AllowedRegions = ModelRules.Regions(request.AllowedRegions);
        model.RequiredLabels = RunnerLabels.Normalize(request.RequiredLabels ?? []);
        model.EvaluationDatasetVersionId = found.EvaluationDataset;
        model.Slices = slices;
    }
}
