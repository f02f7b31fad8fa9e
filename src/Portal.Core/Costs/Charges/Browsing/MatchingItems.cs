using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>The items that a filter is about, as a query.</summary>
internal static class MatchingItems
{
    /// <returns>Null when a name is nobody's: nothing matches.</returns>
    public static async Task<IQueryable<ChargeItem>?> OfAsync(PortalDbContext db, ChargeFilter filter, CancellationToken ct)
    {
        var items = db.ChargeItems.AsNoTracking();
        items = filter.Provider is { } provider ? items.Where(row => row.Provider == provider) : items;
        items = filter.Service is { } service ? items.Where(row => row.Service == service) : items;
        items = filter.Sku is { } sku ? items.Where(row => row.Sku == sku) : items;
        items = filter.Unallocated ? items.Where(row => row.AllocatedBy == AllocationMethod.None) : items;
        items = filter.Corrections is { } corrections ? items.Where(row => row.IsCorrection == corrections) : items;
        if (filter.Team is null && filter.Model is null && filter.Environment is null)
        {
            return items;
        }

        var names = await AllocationNames.ReadAsync(db, ct);
        var shared = await db.AllocationRules.AsNoTracking().Where(rule => rule.Kind == AllocationKind.Shared).ToListAsync(ct);
        return WithTarget(items, filter, names, shared);
    }

    private static IQueryable<ChargeItem>? WithTarget(IQueryable<ChargeItem> items, ChargeFilter filter, AllocationNames names, List<AllocationRule> shared)
    {
        if (filter.Team is { } teamName)
        {
            if (names.Find(TagMeaning.Team, teamName)?.Team is not { } team)
            {
                return null;
            }

            var rules = RulesWith(shared, sharer => sharer.Team == team || (sharer.Team is null && sharer.Model is { } model && names.TeamOf.GetValueOrDefault(model) == team));
            items = items.Where(row => row.TeamId == team || rules.Contains(row.RuleId));
        }

        if (filter.Model is { } modelName)
        {
            if (names.Find(TagMeaning.Model, modelName)?.Model is not { } model)
            {
                return null;
            }

            var rules = RulesWith(shared, sharer => sharer.Model == model);
            items = items.Where(row => row.ModelId == model || rules.Contains(row.RuleId));
        }

        if (filter.Environment is { } place)
        {
            if (names.Find(TagMeaning.Environment, place)?.Environment is not { } environment)
            {
                return null;
            }

            var rules = RulesWith(shared, sharer => sharer.Environment == environment);
            items = items.Where(row => row.EnvironmentId == environment || rules.Contains(row.RuleId));
        }

        return items;
    }

    private static List<AllocationRuleId?> RulesWith(List<AllocationRule> shared, Func<AllocationTarget, bool> shares) => [.. shared.Where(rule => rule.Sharers.Any(shares)).Select(rule => (AllocationRuleId?)rule.Id)];
}
