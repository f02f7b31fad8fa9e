using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>The items that a filter is about, as a query.</summary>
internal static class MatchingItems
{
    /// <summary>Instead of a name: what has none of the kind. A name of its own goes before it.</summary>
    private const string Nothing = "none";

    /// <returns>Null when a name is nobody's: nothing matches.</returns>
    public static async Task<IQueryable<ChargeItem>?> OfAsync(PortalDbContext db, ChargeFilter filter, CancellationToken ct)
    {
        var items = db.ChargeItems.AsNoTracking();
        items = filter.Provider is { } provider ? items.Where(row => row.Provider == provider) : items;
        items = filter.Service is { } service ? items.Where(row => row.Service == service) : items;
        items = filter.Sku is { } sku ? items.Where(row => row.Sku == sku || (sku == Nothing && row.Sku == "")) : items;
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
            var team = names.Find(TagMeaning.Team, teamName)?.Team ?? Own(names.Teams.Values, teamName);
            if (team is null)
            {
                return teamName == Nothing ? WithTarget(items.Where(row => row.TeamId == null && row.AllocatedBy != AllocationMethod.Shared), filter with { Team = null }, names, shared) : null;
            }

            var rules = RulesWith(shared, sharer => sharer.Team == team || (sharer.Team is null && sharer.Model is { } model && names.TeamOf.GetValueOrDefault(model) == team));
            items = items.Where(row => row.TeamId == team || rules.Contains(row.RuleId));
        }

        if (filter.Model is { } modelName)
        {
            var model = names.Find(TagMeaning.Model, modelName)?.Model ?? Own(names.Models.Values, modelName);
            if (model is null)
            {
                return modelName == Nothing ? WithTarget(items.Where(row => row.ModelId == null && row.AllocatedBy != AllocationMethod.Shared), filter with { Model = null }, names, shared) : null;
            }

            var rules = RulesWith(shared, sharer => sharer.Model == model);
            items = items.Where(row => row.ModelId == model || rules.Contains(row.RuleId));
        }

        if (filter.Environment is { } place)
        {
            var environment = names.Find(TagMeaning.Environment, place)?.Environment ?? Own(names.Environments.Values, place);
            if (environment is null)
            {
                return place == Nothing ? WithTarget(items.Where(row => row.EnvironmentId == null && row.AllocatedBy != AllocationMethod.Shared), filter with { Environment = null }, names, shared) : null;
            }

            var rules = RulesWith(shared, sharer => sharer.Environment == environment);
            items = items.Where(row => row.EnvironmentId == environment || rules.Contains(row.RuleId));
        }

        return items;
    }

    /// <summary>Dashboards know things by their ids.</summary>
    private static TId? Own<TId>(IEnumerable<TId> own, string text)
        where TId : struct, IRowId<TId> => Guid.TryParse(text, out var id) && own.Contains(TId.From(id)) ? TId.From(id) : null;

    private static List<AllocationRuleId?> RulesWith(List<AllocationRule> shared, Func<AllocationTarget, bool> shares) => [.. shared.Where(rule => rule.Sharers.Any(shares)).Select(rule => (AllocationRuleId?)rule.Id)];
}
