using Portal.Core.Costs.Forecasts;

namespace Portal.Core.Costs.Budgets;

/// <summary>Where a budget stands.</summary>
public enum BudgetVerdict
{
    /// <summary>Nothing can be forecast, and the amount is not spent.</summary>
    Unknown,

    /// <summary>Above the amount at the end in less than one of five cases.</summary>
    Within,

    /// <summary>In less than half of the cases.</summary>
    Close,

    /// <summary>In half of the cases or more.</summary>
    Endangered,

    /// <summary>More than the amount is spent.</summary>
    Exceeded,
}

/// <summary>What follows from a budget and where its money stands. Pure.</summary>
public static class BudgetRules
{
    /// <summary>From this chance on the end is expected above the amount.</summary>
    public const decimal Likely = 0.5m;

    private const decimal Possible = 0.2m;
    private const decimal Hundred = 100;

    public static BudgetVerdict Verdict(decimal amount, decimal spent, decimal? chance) =>
        spent > amount ? BudgetVerdict.Exceeded
        : chance is not { } known ? BudgetVerdict.Unknown
        : known >= Likely ? BudgetVerdict.Endangered
        : known >= Possible ? BudgetVerdict.Close
        : BudgetVerdict.Within;

    /// <summary>The thresholds that are reached, <see cref="BudgetAlert.Forecast"/> among them when the end is expected above the amount.</summary>
    public static IReadOnlyList<int> Reached(IEnumerable<int> thresholds, bool tellsForecast, decimal amount, SpanOutlook standing) =>
    [
        .. tellsForecast && standing.Spent <= amount && standing.Chance >= Likely ? [BudgetAlert.Forecast] : Array.Empty<int>(),
        .. thresholds.Order().Where(percent => standing.Spent * Hundred >= amount * percent),
    ];

    /// <summary>Whether whoever lets requests through should stop.</summary>
    public static bool StopsNow(bool hardStop, decimal amount, decimal spent) => hardStop && spent >= amount;
}
