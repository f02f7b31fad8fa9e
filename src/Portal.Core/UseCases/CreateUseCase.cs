using Portal.Core.Audit;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

public sealed record CreatedUseCase(UseCaseId Id, int Number);

/// <summary>Begins the intake of a use case. Nobody decides on it before it is submitted.</summary>
public sealed class CreateUseCase(AuditTrail trail)
{
    public async Task<Outcome<CreatedUseCase>> RunAsync(Actor actor, UseCaseDraft draft, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = UseCaseId.New();
        var number = 1 + (await unit.Db.UseCases.MaxAsync(row => (int?)row.Number, ct) ?? 0);
        var subject = FoundUseCase.SubjectOf(id, number);
        if (unit.Refuses(Permission.ProposeUseCase) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.create", subject, forbidden, ct);
        }

        if (unit.Actor.Member is not { } member)
        {
            return await unit.RefuseAsync("use-case.create", subject, new(RefusalKind.Forbidden, "use-case.person", "A member proposes a use case, never the portal itself."), ct);
        }

        if (draft.Refuses() is { } invalid)
        {
            return invalid;
        }

        var references = await UseCaseReferences.FindAsync(unit.Db, draft, ct);
        if (references.Refusal is { } unknown)
        {
            return unknown;
        }

        var made = Make(unit, id, number, member, draft, references.Value);
        unit.Db.UseCases.Add(made);
        unit.Record("use-case.created", subject, details: await new FoundUseCase(made, null).DescribeAsync(unit.Db, ct));
        return await unit.CommitAsync(new CreatedUseCase(id, number), ct);
    }

    private static UseCase Make(UnitOfWork unit, UseCaseId id, int number, MemberId member, UseCaseDraft draft, UseCaseReferences references) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = id,
        Number = number,
        Title = draft.Title.Trim(),
        Purpose = draft.Purpose.Trim(),
        TeamId = references.Team,
        RequestsAMonth = draft.RequestsAMonth,
        ValueAMonth = draft.ValueAMonth,
        CostAMonth = draft.CostAMonth,
        Currency = draft.Currency,
        DataClassification = draft.DataClassification,
        Datasets = [.. references.Datasets.Select(dataset => new UseCaseDataset { TenantId = unit.Actor.Tenant, UseCaseId = id, DatasetId = dataset })],
        OtherData = draft.OtherData.Trim(),
        AffectedPeople = draft.AffectedPeople.Trim(),
        Answers = AiActAnswers.None,
        State = UseCaseState.Draft,
        CreatedBy = member,
        CreatedAt = unit.Now,
    };
}
