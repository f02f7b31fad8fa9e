using Portal.Core.Storage;

namespace Portal.Core.Costs.Budgets.Stops;

/// <summary>A time in which a budget asked that nothing more is let through, as the clock saw it.</summary>
public sealed class BudgetStop : ITenantOwned
{
    public const int LongestWhy = 200;

    public required TenantId TenantId { get; init; }

    public required BudgetId BudgetId { get; init; }

    /// <summary>1, 2, 3 within the budget.</summary>
    public required int Number { get; init; }

    /// <summary>The first day of the period in which it began.</summary>
    public required DateOnly Period { get; init; }

    /// <summary>Of the budget when it began.</summary>
    public required int TermsVersion { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When it began.</summary>
    public required decimal Spent { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, of both amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>In a sentence; empty while it lasts.</summary>
    public string Why { get; set; } = "";
}
