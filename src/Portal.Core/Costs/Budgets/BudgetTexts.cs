using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <summary>Budgets in words. Pure.</summary>
public static class BudgetTexts
{
    internal static AuditSubject Subject(Budget budget) => new("budget", budget.Id.ToString(), budget.Name);

    public static Refusal NotFound { get; } = Refusal.NotFound("This budget");

    public static string InWords(this BudgetPeriod period) => period switch
    {
        BudgetPeriod.Month => "month",
        BudgetPeriod.Quarter => "quarter",
        BudgetPeriod.Year => "year",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };

    /// <summary>"team Lending in production", "all costs".</summary>
    public static string Where(string? team, string? model, string? environment)
    {
        string[] parts = [.. team is null ? [] : new[] { $"team {team}" }, .. model is null ? [] : new[] { $"model {model}" }, .. environment is null ? [] : new[] { $"environment {environment}" }];
        return parts.Length == 0 ? "all costs" : string.Join(", ", parts);
    }

    /// <summary>A version in full.</summary>
    internal static string Sentence(Budget budget, string where) => string.Create(
        CultureInfo.InvariantCulture,
        $"{budget.Currency} {Amount(budget.Amount)} a {budget.Period.InWords()} for {where}, {(budget.Basis == CostBasis.Billed ? "billed" : "metered")} costs ({budget.Measure switch { CostMeasure.Effective => "amortised", CostMeasure.Billed => "as invoiced", CostMeasure.List => "list prices", _ => "negotiated prices" }}); told at {Thresholds(budget)}{(budget.Roles.Count == 0 ? "" : $" to the owner and each {string.Join(", ", budget.Roles.Select(RoleNames.InWords))}")}{(budget.HardStop ? "; what is over it is to be stopped" : "")}.");

    /// <summary>Exactly, for the trail and messages.</summary>
    internal static string Amount(decimal amount) => amount.ToString("0.00#############", CultureInfo.InvariantCulture);

    internal static JsonObject Details(Budget budget, string sentence) => new() { ["version"] = budget.Versions, ["amount"] = Amount(budget.Amount), ["currency"] = budget.Currency, ["says"] = sentence };

    /// <summary>What people and programs are told of a budget.</summary>
    /// <param name="threshold">Percent, "forecast", "stop" or "stop-over".</param>
    internal static JsonObject Message(Budget budget, DateOnly period, string threshold, decimal spent, decimal? expected, bool hardStop) => new()
    {
        ["budgetId"] = budget.Id.ToString(),
        ["name"] = budget.Name,
        ["period"] = BudgetPeriods.NameOf(budget.Period, period),
        ["threshold"] = threshold,
        ["spent"] = Rounded(spent, budget.Currency),
        ["expected"] = expected is { } end ? Rounded(end, budget.Currency) : null,
        ["amount"] = Rounded(budget.Amount, budget.Currency),
        ["currency"] = budget.Currency,
        ["hardStop"] = hardStop,
        ["ownerId"] = budget.OwnerId.ToString(),
        ["roles"] = new JsonArray([.. budget.Roles.Select(role => JsonValue.Create(role.ToString()))]),
    };

    private static string Rounded(decimal amount, string currency)
    {
        var decimals = CurrencyCode.Decimals(currency);
        return decimal.Round(amount, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Thresholds(Budget budget) =>
        string.Join(", ", budget.Thresholds.Select(percent => string.Create(CultureInfo.InvariantCulture, $"{percent} %")).Concat(budget.TellsForecast ? ["an expected overrun"] : []));
}
