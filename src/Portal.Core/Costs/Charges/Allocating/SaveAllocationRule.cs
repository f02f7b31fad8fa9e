using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Id">Null to make a rule, set to change it.</param>
/// <param name="Revision">Of the rule as the person saw it; null for whatever it is now.</param>
public sealed record SaveAllocationRuleRequest(AllocationRuleDraft Draft, AllocationRuleId? Id = null, long? Revision = null);

/// <summary>Makes or changes a rule by which charges are given to teams, models and environments. All sums of current charges are written anew after it.</summary>
public sealed class SaveAllocationRule(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<AllocationRuleId>> RunAsync(Actor actor, SaveAllocationRuleRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var existing = request.Id is { } id ? await unit.Db.AllocationRules.SingleOrDefaultAsync(row => row.Id == id, ct) : null;
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("allocation-rule.save", new AuditSubject("allocation-rule", request.Id?.ToString() ?? "new", request.Draft.Name ?? ""), forbidden, ct);
        }

        if (request.Id is not null && existing is null)
        {
            return Refusal.NotFound("This rule");
        }

        if (existing is not null && request.Revision is { } seen && seen != existing.Revision)
        {
            return Refusal.Stale("This rule");
        }

        if (await CheckAsync(unit.Db, request, ct) is { } invalid)
        {
            return invalid;
        }

        var filled = DraftTargets.Fill(existing ?? New(unit, request.Draft), request.Draft, await AllocationNames.ReadAsync(unit.Db, ct));
        if (filled.Refusal is { } unknown)
        {
            return unknown;
        }

        if (existing is null)
        {
            unit.Db.AllocationRules.Add(filled.Value);
        }

        await RulesChanged.SayAsync(unit, ct);
        unit.Record(existing is null ? "allocation-rule.created" : "allocation-rule.changed", ChargesWords.SubjectOf(filled.Value), details: Describe(request.Draft));
        var outcome = await unit.CommitAsync(filled.Value.Id, ct);
        signal.Raise();
        return outcome;
    }

    private static async Task<Refusal?> CheckAsync(PortalDbContext db, SaveAllocationRuleRequest request, CancellationToken ct)
    {
        if (request.Draft.Refuses() is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Draft.Name);
        return await db.AllocationRules.AnyAsync(row => row.NormalizedName == name && row.Id != (request.Id ?? default), ct)
            ? new Refusal(RefusalKind.Conflict, "allocation-rule.taken", $"There is a rule called {request.Draft.Name} already.", "Choose another name.")
            : null;
    }

    private static AllocationRule New(UnitOfWork unit, AllocationRuleDraft draft) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = AllocationRuleId.New(),
        Name = draft.Name,
        NormalizedName = draft.Name,
        Kind = draft.Kind,
        Order = draft.Order,
        CreatedBy = unit.Actor.Member ?? throw new InvalidOperationException("A rule is written by a member."),
        CreatedAt = unit.Now,
    };

    private static JsonObject Describe(AllocationRuleDraft draft) => new()
    {
        ["kind"] = draft.Kind.ToString(),
        ["order"] = draft.Order,
        ["tagKey"] = draft.TagKey,
        ["entries"] = draft.Entries?.Count ?? 0,
        ["splitBy"] = draft.Kind == AllocationKind.Shared ? draft.SplitBy.ToString() : null,
        ["sharers"] = draft.Sharers?.Count ?? 0,
    };
}

/// <summary>Counts a change of the rules, from which follows what must be written anew.</summary>
internal static class RulesChanged
{
    public static async Task SayAsync(UnitOfWork unit, CancellationToken ct)
    {
        if (await unit.Db.AllocationStates.SingleOrDefaultAsync(ct) is not { } state)
        {
            unit.Db.AllocationStates.Add(state = new AllocationState { TenantId = unit.Actor.Tenant });
        }

        state.Rules++;
    }
}
