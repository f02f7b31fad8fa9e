using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Charges;

/// <summary>Of a charge: what allocation looks at.</summary>
public sealed record AllocatedCharge(
    string Provider, string Service, string ServiceCategory, string ResourceId, string ResourceName, string SubAccountId, ChargeCategory Category, IReadOnlyDictionary<string, string> Tags);

/// <summary>Who gets a charge, by which rule, and in words why.</summary>
/// <param name="Rule">Null where no rule gives it to a team or model; with method None and a rule, several share it.</param>
public sealed record AllocationVerdict(AllocationTarget Target, AllocationMethod Method, AllocationRuleId? Rule, string Why);

/// <summary>
/// Decides to whom a charge goes: by its resource, then its tags, then its sub-account, each dimension by the first rule that says
/// something of it; what no team and no model has goes to the first shared rule that it matches; else it stays unallocated.
/// </summary>
public sealed class AllocationDecision
{
    private readonly AllocationNames _names;
    private readonly IReadOnlyList<(AllocationRule Rule, Dictionary<string, AllocationTarget> Map)> _rules;
    private readonly IReadOnlyList<AllocationRule> _shared;

    public AllocationDecision(IEnumerable<AllocationRule> rules, AllocationNames names)
    {
        _names = names;
        var ordered = rules.OrderBy(rule => rule.Kind).ThenBy(rule => rule.Order).ThenBy(rule => rule.CreatedAt).ThenBy(rule => rule.NormalizedName, StringComparer.Ordinal).ToList();
        _rules = [.. ordered.Where(rule => rule.Kind != AllocationKind.Shared).Select(rule => (rule, MapOf(rule)))];
        _shared = [.. ordered.Where(rule => rule.Kind == AllocationKind.Shared)];
    }

    /// <summary>Among whom a shared rule splits.</summary>
    public IReadOnlyDictionary<AllocationRuleId, AllocationRule> Shared => _shared.ToDictionary(rule => rule.Id);

    public AllocationVerdict Decide(AllocatedCharge charge)
    {
        var (target, method, decisive, why) = (new AllocationTarget(), AllocationMethod.None, default(AllocationRule), "");
        foreach (var (rule, map) in _rules)
        {
            if (Find(rule, map, charge) is not { } found)
            {
                continue;
            }

            if (decisive is null && found.Target.IsSomebody)
            {
                (decisive, method) = (rule, MethodOf(rule.Kind));
            }

            why += $"{(why.Length > 0 ? "; " : "")}{found.What}, by “{rule.Name}”";
            target = new AllocationTarget(target.Team ?? found.Target.Team, target.Model ?? found.Target.Model, target.Environment ?? found.Target.Environment);
        }

        target = target with { Team = target.Team ?? (target.Model is { } model && _names.TeamOf.TryGetValue(model, out var team) ? team : null) };
        return decisive is not null
            ? new(target, method, decisive.Id, why)
            : _shared.FirstOrDefault(rule => Matches(rule.Match!, charge)) is { } shared
                ? new(target, AllocationMethod.Shared, shared.Id, $"{(why.Length > 0 ? why + "; " : "")}no rule gives it to one alone; it is shared by “{shared.Name}”")
                : new(target, AllocationMethod.None, null, why.Length > 0 ? why + "; no rule names a team or model" : "no rule is about it");
    }

    public static bool Matches(SharedMatch match, AllocatedCharge charge) =>
        Same(match.Provider, charge.Provider)
        && Same(match.Service, charge.Service)
        && Same(match.ServiceCategory, charge.ServiceCategory)
        && Same(match.SubAccount, charge.SubAccountId)
        && (match.Category is null || match.Category == charge.Category)
        && (string.IsNullOrEmpty(match.TagKey) || (charge.Tags.TryGetValue(match.TagKey, out var value) && Same(match.TagValue, value)));

    private static bool Same(string? wanted, string has) => string.IsNullOrEmpty(wanted) || string.Equals(wanted, has, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, AllocationTarget> MapOf(AllocationRule rule)
    {
        var map = new Dictionary<string, AllocationTarget>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in rule.Entries)
        {
            map.TryAdd(entry.Value.Trim(), entry.Target);
        }

        return map;
    }

    private (AllocationTarget Target, string What)? Find(AllocationRule rule, Dictionary<string, AllocationTarget> map, AllocatedCharge charge) => rule.Kind switch
    {
        AllocationKind.Resource => map.TryGetValue(charge.ResourceId, out var target) ? (target, $"resource {charge.ResourceId}")
            : map.TryGetValue(charge.ResourceName, out target) ? (target, $"resource {charge.ResourceName}") : null,
        AllocationKind.SubAccount => map.TryGetValue(charge.SubAccountId, out var target) ? (target, $"sub-account {charge.SubAccountId}") : null,
        AllocationKind.Tag when charge.Tags.TryGetValue(rule.TagKey!, out var value) =>
            (map.TryGetValue(value.Trim(), out var target) ? target : rule.Entries.Count == 0 ? _names.Find(rule.TagMeaning, value) : null) is { } named ? (named, $"tag {rule.TagKey} = {value}") : null,
        _ => null,
    };

    private static AllocationMethod MethodOf(AllocationKind kind) => kind switch
    {
        AllocationKind.Resource => AllocationMethod.Resource,
        AllocationKind.Tag => AllocationMethod.Tag,
        AllocationKind.SubAccount => AllocationMethod.SubAccount,
        AllocationKind.Shared => AllocationMethod.Shared,
    };
}
