using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>A rule with names in place of ids, in the order in which rules are asked.</summary>
public sealed record AllocationRuleView(AllocationRuleId Id, long Revision, AllocationRuleDraft Draft, DateTimeOffset CreatedAt);

/// <param name="Pending">Current periods whose sums are still to be written with the newest rules, or with usage that came since.</param>
/// <param name="SplitAsOf">Of the current periods with costs that are split by use: when the one that was longest ago was split. Null when there is none.</param>
public sealed record AllocationRulesView(IReadOnlyList<AllocationRuleView> Rules, int Pending, DateTimeOffset? SplitAsOf);

/// <summary>All rules; there are few, because one rule maps many values.</summary>
public sealed class AllocationRuleList(PortalDatabase database)
{
    public async Task<AllocationRulesView> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rules = await db.AllocationRules.AsNoTracking().ToListAsync(ct);
        var names = await TargetWords.ReadAsync(db, ct);
        var count = await db.AllocationStates.AsNoTracking().Select(row => (long?)row.Rules).SingleOrDefaultAsync(ct) ?? 0;
        var pending = await db.ChargePeriods.CountAsync(row => row.SupersededBy == null && row.AllocatedWith < count, ct);
        var splitAsOf = await db.ChargePeriods.Where(row => row.SupersededBy == null).MinAsync(row => row.SplitAt, ct);
        return new([.. rules.OrderBy(rule => rule.Kind).ThenBy(rule => rule.Order).ThenBy(rule => rule.CreatedAt).Select(rule => View(rule, names))], pending, splitAsOf);
    }

    public async Task<Outcome<AllocationRuleView>> FindAsync(Actor actor, AllocationRuleId id, CancellationToken ct) =>
        (await ReadAsync(actor, ct)).Rules.FirstOrDefault(rule => rule.Id == id) is { } rule ? rule : Refusal.NotFound("This rule");

    private static AllocationRuleView View(AllocationRule rule, TargetWords names) => new(
        rule.Id,
        rule.Revision,
        new AllocationRuleDraft(
            rule.Name, rule.Kind, rule.Order, rule.TagKey, rule.TagMeaning, [.. rule.Entries.Select(entry => new EntryNames(entry.Value, names.Of(entry.Target)))],
            rule.Match, rule.SplitBy, [.. rule.Sharers.Select(names.Of)]),
        rule.CreatedAt);
}
