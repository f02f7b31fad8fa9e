using System.Globalization;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <summary>What people say of a budget.</summary>
/// <param name="Team">Names; null for all.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Thresholds">Percents of the amount.</param>
/// <param name="Owner">The e-mail address of a member; null for whoever acts.</param>
/// <param name="Roles">Whose holders are told as well.</param>
public sealed record BudgetDraft(
    string Name, BudgetPeriod Period, decimal Amount, string Currency, string? Team = null, string? Model = null, string? Environment = null, CostBasis Basis = CostBasis.Billed,
    CostMeasure Measure = CostMeasure.Effective, IReadOnlyList<int>? Thresholds = null, bool TellsForecast = true, string? Owner = null, IReadOnlyList<Role>? Roles = null, bool HardStop = false, string Notes = "")
{
    private const int MostThresholds = 10;
    private const int HighestThreshold = 500;

    public static IReadOnlyList<int> UsualThresholds { get; } = [50, 80, 100];

    internal IReadOnlyList<int> OwnThresholds => [.. (Thresholds ?? UsualThresholds).Distinct().Order()];

    public Refusal? Refuses() =>
        Names.RefusesText("name", Name) ?? Choices.Refuses("period", Period) ?? Choices.Refuses("basis", Basis) ?? Choices.Refuses("measure", Measure)
        ?? (Amount <= 0 || !Amounts.CanBeKept(Amount) ? Refusal.Invalid("amount", "A budget is above 0 and has at most 15 decimals.") : null)
        ?? (Basis == CostBasis.Metered && Measure == CostMeasure.Billed ? Refusal.Invalid("measure", "Metered usage has no invoice, so nothing of it would ever count. Choose amortised costs.") : null)
        ?? CurrencyCode.Refuses("currency", Currency)
        ?? (OwnThresholds.Count > MostThresholds || OwnThresholds.Any(percent => percent is < 1 or > HighestThreshold)
            ? Refusal.Invalid("thresholds", string.Create(CultureInfo.InvariantCulture, $"At most {MostThresholds} thresholds of 1 to {HighestThreshold} %.")) : null)
        ?? Choices.Refuses("roles", Roles ?? []) ?? Texts.Refuses("notes", Notes, Budget.LongestNotes);
}
