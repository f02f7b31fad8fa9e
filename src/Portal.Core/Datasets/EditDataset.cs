using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <param name="Revision">Of the dataset as the person saw it.</param>
/// <param name="Owner">The e-mail address of a member.</param>
public sealed record EditDatasetRequest(string Name, long Revision, string Description, string Owner, DataClassification Classification, string Region);

/// <summary>Changes what is said about a dataset; its versions stay as they are.</summary>
public sealed class EditDataset(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditDatasetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Name);
        var dataset = await unit.Db.Datasets.SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        if (dataset is null)
        {
            return Refusal.NotFound($"The dataset {request.Name}");
        }

        var subject = new AuditSubject("dataset", dataset.Id.ToString(), dataset.Name);
        if (unit.Refuses(Permission.ManageDatasets) is { } forbidden)
        {
            return await unit.RefuseAsync("dataset.edit", subject, forbidden, ct);
        }

        if (request.Revision != dataset.Revision)
        {
            return Refusal.Stale("This dataset");
        }

        if (DatasetRules.Refuses(request.Description, request.Classification, request.Region) is { } invalid)
        {
            return invalid;
        }

        var owner = Names.Normalize(request.Owner);
        var member = await unit.Db.Members.Where(row => row.NormalizedEmail == owner && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct);
        if (member is null)
        {
            return Refusal.Invalid("owner", $"{request.Owner} is not an active member.");
        }

        var before = DatasetRules.Describe(dataset);
        dataset.Description = request.Description.Trim();
        dataset.OwnerId = member.Value;
        dataset.Classification = request.Classification;
        dataset.Region = request.Region.Trim();
        unit.Record("dataset.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = DatasetRules.Describe(dataset) });
        return await unit.CommitAsync(default(Done), ct);
    }
}
