using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

public sealed record CreateWorkloadRequest(string Name, WorkloadDraft Draft);

/// <summary>Describes a workload, so that places can be compared for it.</summary>
public sealed class CreateWorkload(AuditTrail trail)
{
    /// <summary>Pages stand under these addresses.</summary>
    private static readonly string[] s_reserved = ["NEW", "CATALOGUE"];

    public async Task<Outcome<WorkloadId>> RunAsync(Actor actor, CreateWorkloadRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = WorkloadId.New();
        var subject = FoundWorkload.SubjectOf(id, Texts.Fit(request.Name, Names.Longest));
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("workload.create", subject, forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? RefusesReserved(request.Name) ?? request.Draft.Refuses()) is { } invalid)
        {
            return invalid;
        }

        var draft = request.Draft.Tidy();
        var references = await WorkloadReferences.FindAsync(unit.Db, draft, ct);
        if (references.Refusal is { } unknown)
        {
            return unknown;
        }

        var made = Make(unit, id, request.Name, draft.Terms, references.Value);
        unit.Db.Workloads.Add(made);
        unit.Db.WorkloadEditions.Add(EditionOf(unit, made));
        unit.Record("workload.created", subject, details: FoundWorkload.Describe(made));
        return await unit.CommitAsync(id, ct);
    }

    internal static WorkloadEdition EditionOf(UnitOfWork unit, Workload row) => new()
    {
        TenantId = row.TenantId,
        WorkloadId = row.Id,
        Number = row.Edition,
        Terms = row.Terms,
        MadeBy = unit.Actor.Member,
        MadeAt = unit.Now,
    };

    private static Workload Make(UnitOfWork unit, WorkloadId id, string name, WorkloadTerms terms, WorkloadReferences references) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = id,
        Name = name,
        NormalizedName = Names.Normalize(name),
        TeamId = references.Team,
        ModelId = references.Model,
        UseCaseId = references.UseCase,
        TodayId = references.Today,
        Edition = 1,
        Terms = terms,
        CreatedAt = unit.Now,
        NextLookAt = unit.Now,
    };

    private static Refusal? RefusesReserved(string name) =>
        s_reserved.Contains(Names.Normalize(name), StringComparer.Ordinal) ? Refusal.Invalid("name", $"No workload is called {name}: a page has that address.") : null;
}
