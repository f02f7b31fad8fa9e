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
    IReadOnlyList<string> AllowedRegions, DatasetVersionName? EvaluationDataset, IReadOnlyList<NamedSlice>? Slices = null);

/// <summary>Changes what is said about a model. Name and task are what its versions were made for and stay.</summary>
public sealed class EditModel(AuditTrail trail)
{
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
        if (unit.Refuses(Permission.ManageModels) is { } forbidden)
        {
            return await unit.RefuseAsync("model.edit", subject, forbidden, ct);
        }

        if (request.Revision != model.Revision)
        {
            return Refusal.Stale("This model");
        }

        if (ModelRules.Refuses(request.Purpose, request.AllowedRegions) is { } invalid)
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

        var before = ModelRules.Describe(model);
        Apply(model, request, found.Value, slices.Value);
        unit.Record("model.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = ModelRules.Describe(model) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static void Apply(Model model, EditModelRequest request, ModelReferences found, IReadOnlyList<NamedSlice> slices)
    {
        model.Purpose = request.Purpose.Trim();
        model.OwnerId = found.Owner;
        model.TeamId = found.Team;
        model.RiskClass = request.RiskClass;
        model.DataClassification = request.DataClassification;
        model.AllowedRegions = ModelRules.Regions(request.AllowedRegions);
        model.EvaluationDatasetVersionId = found.EvaluationDataset;
        model.Slices = slices;
    }
}
