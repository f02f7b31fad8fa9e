using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="Revision">Of the workload as the person saw it.</param>
public sealed record EditWorkloadRequest(string Name, long Revision, WorkloadDraft Draft);

/// <summary>Changes what is said of a workload. Other terms are another edition; the former ones stay readable.</summary>
public sealed class EditWorkload(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditWorkloadRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundWorkload.FindAsync(unit.Db, request.Name, ct) is not { } found)
        {
            return FoundWorkload.NotFound(request.Name);
        }

        var subject = FoundWorkload.SubjectOf(found.Id, found.Name);
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("workload.edit", subject, forbidden, ct);
        }

        if (request.Revision != found.Revision)
        {
            return Refusal.Stale("This workload");
        }

        if (request.Draft.Refuses() is { } invalid)
        {
            return invalid;
        }

        var draft = request.Draft.Tidy();
        var references = await WorkloadReferences.FindAsync(unit.Db, draft, ct);
        if (references.Refusal is { } unknown)
        {
            return unknown;
        }

        var before = FoundWorkload.Describe(found);
        Apply(unit, found, draft.Terms, references.Value);
        unit.Record("workload.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = FoundWorkload.Describe(found) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static void Apply(UnitOfWork unit, Workload row, WorkloadTerms terms, WorkloadReferences references)
    {
        (row.TeamId, row.ModelId, row.UseCaseId, row.TodayId) = (references.Team, references.Model, references.UseCase, references.Today);
        if (Text(terms) != Text(row.Terms))
        {
            (row.Terms, row.Edition, row.NextLookAt) = (terms, row.Edition + 1, unit.Now);
            unit.Db.WorkloadEditions.Add(CreateWorkload.EditionOf(unit, row));
        }
    }

    private static string Text(WorkloadTerms terms) => JsonSerializer.Serialize(terms, JsonText.Options);
}
