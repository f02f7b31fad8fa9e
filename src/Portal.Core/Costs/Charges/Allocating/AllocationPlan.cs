using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>The tenant's allocation rules at one moment.</summary>
/// <param name="Rules">How often they had been changed; what is written with an older count is written anew.</param>
internal sealed record AllocationPlan(long Rules, AllocationDecision Decision, AllocationNames Names)
{
    public static async Task<AllocationPlan> ReadAsync(PortalDbContext db, CancellationToken ct)
    {
        // The count first: a rule that changes in between is then written anew rather than missed.
        var count = await db.AllocationStates.AsNoTracking().Select(row => (long?)row.Rules).SingleOrDefaultAsync(ct) ?? 0;
        var names = await AllocationNames.ReadAsync(db, ct);
        return new AllocationPlan(count, new AllocationDecision(await db.AllocationRules.AsNoTracking().ToListAsync(ct), names), names);
    }

    /// <summary>Decides to whom an item's charges go and says it in the item.</summary>
    /// <returns>True when that is not what it said before.</returns>
    public bool Apply(ChargeItem item)
    {
        var before = (item.TeamId, item.ModelId, item.EnvironmentId, item.AllocatedBy, item.RuleId);
        var verdict = Decision.Decide(AllocatedCharges.Of(item));
        (item.TeamId, item.ModelId, item.EnvironmentId, item.AllocatedBy, item.RuleId) = (verdict.Target.Team, verdict.Target.Model, verdict.Target.Environment, verdict.Method, verdict.Rule);
        return before != (item.TeamId, item.ModelId, item.EnvironmentId, item.AllocatedBy, item.RuleId);
    }
}

internal static class AllocatedCharges
{
    public static AllocatedCharge Of(ChargeItem item) => new(
        item.Provider, item.Service, item.ServiceCategory, item.ResourceId, ItemColumns.Of(item.Columns).GetValueOrDefault("ResourceName", ""), item.SubAccountId, item.Category, FocusJson.Read(item.Tags) ?? FocusJson.None);
}
