using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

public sealed record DeleteAllocationRuleRequest(AllocationRuleId Id, string Reason);

/// <summary>Takes a rule away. What it gave to somebody goes by the other rules, or is unallocated.</summary>
public sealed class DeleteAllocationRule(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DeleteAllocationRuleRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.AllocationRules.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } rule)
        {
            return Refusal.NotFound("This rule");
        }

        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("allocation-rule.delete", ChargesWords.SubjectOf(rule), forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        unit.Db.AllocationRules.Remove(rule);
        await RulesChanged.SayAsync(unit, ct);
        unit.Record("allocation-rule.deleted", ChargesWords.SubjectOf(rule), request.Reason.Trim());
        var outcome = await unit.CommitAsync(default(Done), ct);
        signal.Raise();
        return outcome;
    }
}
