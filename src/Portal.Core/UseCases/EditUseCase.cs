using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Revision">Of the use case as the person saw it.</param>
public sealed record EditUseCaseRequest(int Number, long Revision, UseCaseDraft Draft);

/// <summary>Changes what is said of a use case that no board has before it.</summary>
public sealed class EditUseCase(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditUseCaseRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ProposeUseCase) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.edit", found.Subject, forbidden, ct);
        }

        if (request.Revision != found.Case.Revision)
        {
            return Refusal.Stale("This use case");
        }

        if ((UseCaseRules.Refuses(UseCaseAct.Edit, request.Number, found.Case.State) ?? request.Draft.Refuses()) is { } refusal)
        {
            return refusal;
        }

        var references = await UseCaseReferences.FindAsync(unit.Db, request.Draft, ct);
        if (references.Refusal is { } unknown)
        {
            return unknown;
        }

        var before = await found.DescribeAsync(unit.Db, ct);
        Apply(unit.Db, found.Case, request.Draft, references.Value);
        unit.Record("use-case.edited", found.Subject, details: new JsonObject { ["before"] = before, ["after"] = await found.DescribeAsync(unit.Db, ct) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static void Apply(PortalDbContext db, UseCase row, UseCaseDraft draft, UseCaseReferences references)
    {
        row.Title = draft.Title.Trim();
        row.Purpose = draft.Purpose.Trim();
        row.TeamId = references.Team;
        row.RequestsAMonth = draft.RequestsAMonth;
        row.ValueAMonth = draft.ValueAMonth;
        row.CostAMonth = draft.CostAMonth;
        row.Currency = draft.Currency;
        row.DataClassification = draft.DataClassification;
        row.OtherData = draft.OtherData.Trim();
        row.AffectedPeople = draft.AffectedPeople.Trim();
        row.Datasets.RemoveAll(data => !references.Datasets.Contains(data.DatasetId));
        row.Datasets.AddRange(references.Datasets.Except(row.Datasets.Select(data => data.DatasetId)).Select(id => new UseCaseDataset { TenantId = row.TenantId, UseCaseId = row.Id, DatasetId = id }));

        // Also where only its datasets changed: whoever saw the former ones saw another case.
        db.Entry(row).State = EntityState.Modified;
    }
}
