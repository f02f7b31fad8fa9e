using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <summary>For how long an amount has to last; it begins anew with each.</summary>
public enum BudgetPeriod
{
    Month,
    Quarter,
    Year,
}

/// <summary>A limit of money for a team, a model, an environment or all, in each month, quarter or year.</summary>
public sealed class Budget : ITenantOwned, IRevised
{
    public const int LongestNotes = 2000;

    public required TenantId TenantId { get; init; }

    public required BudgetId Id { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public TeamId? TeamId { get; set; }

    public ModelId? ModelId { get; set; }

    public EnvironmentId? EnvironmentId { get; set; }

    public BudgetPeriod Period { get; set; }

    public decimal Amount { get; set; }

    /// <summary>ISO 4217: costs in others are converted into it.</summary>
    public required string Currency { get; set; }

    public CostBasis Basis { get; set; }

    public CostMeasure Measure { get; set; }

    /// <summary>Percents of the amount at which people are told.</summary>
    public required IReadOnlyList<int> Thresholds { get; set; }

    /// <summary>Whether people are told when the period is expected to end above the amount.</summary>
    public bool TellsForecast { get; set; }

    /// <summary>Who answers for it, and is told.</summary>
    public required MemberId OwnerId { get; set; }

    /// <summary>Whose holders are told as well.</summary>
    public required IReadOnlyList<Role> Roles { get; set; }

    /// <summary>What is over the amount should be refused by whoever lets requests through; the portal itself says so and stops nothing.</summary>
    public bool HardStop { get; set; }

    public string Notes { get; set; } = "";

    /// <summary>Number of the version that last changed what is counted or how much may be spent: alerts of a former one hold no longer.</summary>
    public int TermsVersion { get; set; }

    /// <summary>Number of its newest version.</summary>
    public int Versions { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public MemberId? EndedBy { get; set; }

    public long Revision { get; private set; }

    public SpendScope Scope => new(Basis, Measure, TeamId, ModelId, EnvironmentId);
}

/// <summary>A budget as it was from an edit on, in a sentence, with who changed it and why.</summary>
public sealed class BudgetVersion : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required BudgetId BudgetId { get; init; }

    /// <summary>1, 2, 3 within the budget.</summary>
    public required int Number { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>What it says in full.</summary>
    public required string Sentence { get; init; }

    public required string Reason { get; init; }

    public required MemberId ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>People were told of a threshold, once in a period; 0 is the forecast.</summary>
public sealed class BudgetAlert : ITenantOwned
{
    /// <summary>Stands for: the period is expected to end above the amount.</summary>
    public const int Forecast = 0;

    public required TenantId TenantId { get; init; }

    public required BudgetId BudgetId { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly Period { get; init; }

    public required int TermsVersion { get; init; }

    /// <summary>Percent, or <see cref="Forecast"/>.</summary>
    public required int Threshold { get; init; }

    public required decimal Spent { get; init; }

    /// <summary>What the period was expected to cost; null where nothing could be forecast.</summary>
    public decimal? Expected { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }
}

/// <summary>Where a budget stands, as it was last looked at: for lists, which do not forecast themselves.</summary>
public sealed class BudgetReading : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required BudgetId BudgetId { get; init; }

    public DateOnly? Period { get; set; }

    public decimal Spent { get; set; }

    public decimal? Expected { get; set; }

    public decimal? Low80 { get; set; }

    public decimal? High80 { get; set; }

    /// <summary>That the period ends above the amount, 0 to 1.</summary>
    public decimal? Chance { get; set; }

    /// <summary>Currencies whose costs are left out, because a rate is missing.</summary>
    public string LeftOut { get; set; } = "";

    /// <summary>Of what it was made from: while that is the same, it is not made again.</summary>
    public string Seen { get; set; } = "";

    public DateTimeOffset? MeasuredAt { get; set; }
}
