using Portal.Core.Costs.Sums;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>By what a rule finds its charges. They are asked in this order; within a kind by the rules' own order.</summary>
public enum AllocationKind
{
    /// <summary>The resource's id or name stands in the rule's map.</summary>
    Resource,

    /// <summary>The charge has a tag whose value is the name of a team, model or environment, or stands in the rule's map.</summary>
    Tag,

    /// <summary>The sub-account's id stands in the rule's map.</summary>
    SubAccount,

    /// <summary>What nobody has by the other rules, and several carry together.</summary>
    Shared,
}

/// <summary>What the value of a tag names.</summary>
public enum TagMeaning
{
    Team,
    Model,
    Environment,
}

/// <summary>In what proportion several carry a shared cost.</summary>
public enum SplitBy
{
    Even,

    /// <summary>By the tokens that each used in the same month.</summary>
    Tokens,

    Requests,

    /// <summary>By the time of accelerators.</summary>
    GpuSeconds,
}

/// <summary>Who gets a charge. What is not said is left open for the next rule; a model's team carries its cost where no team is said.</summary>
public sealed record AllocationTarget(TeamId? Team = null, ModelId? Model = null, EnvironmentId? Environment = null)
{
    public bool IsSomebody => Team is not null || Model is not null;
}

/// <summary>One line of a rule's map. Values are the same in any case.</summary>
public sealed record AllocationEntry(string Value, AllocationTarget Target);

/// <summary>Which charges a shared rule is about. What is null matches all; several conditions must hold together.</summary>
public sealed record SharedMatch(
    string? Provider = null, string? Service = null, string? ServiceCategory = null, string? SubAccount = null, ChargeCategory? Category = null, string? TagKey = null, string? TagValue = null);

/// <summary>A written rule by which charges are given to teams, models and environments. Without one, nothing is spread.</summary>
public sealed class AllocationRule : ITenantOwned, IRevised
{
    public const int MostEntries = 5_000;
    public const int MostSharers = 100;

    public required TenantId TenantId { get; init; }

    public required AllocationRuleId Id { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public required AllocationKind Kind { get; set; }

    /// <summary>Among the rules of its kind, the smallest first.</summary>
    public required int Order { get; set; }

    /// <summary>Of a Tag rule: the tag's key.</summary>
    public string? TagKey { get; set; }

    /// <summary>Of a Tag rule without a map: what the value is the name of.</summary>
    public TagMeaning TagMeaning { get; set; }

    /// <summary>Of rules with a map.</summary>
    public IReadOnlyList<AllocationEntry> Entries { get; set; } = [];

    public SharedMatch? Match { get; set; }

    public SplitBy SplitBy { get; set; }

    public IReadOnlyList<AllocationTarget> Sharers { get; set; } = [];

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}

/// <summary>How often a tenant's rules were changed. What was written with an older count is written anew.</summary>
public sealed class AllocationState : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public long Rules { get; set; }

    /// <summary>The count with which all charge items were decided.</summary>
    public long Items { get; set; }
}
