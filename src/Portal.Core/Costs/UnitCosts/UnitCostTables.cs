using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>Unit costs of one period by what they are of, beside those of the period before. Pure.</summary>
internal static class UnitCostTables
{
    private const int Most = 25;

    public static string NameOf(CostSubject subject) =>
        subject.Sku.Length == 0 ? $"{subject.Provider}, {subject.Service}" : $"{subject.Provider}, {subject.Service}: {subject.Sku}";

    /// <summary>Every model with costs, the dearest first; without requests the figure is unknown, never 0.</summary>
    public static IReadOnlyList<UnitCostLine> Models(PeriodCells before, PeriodCells after, IReadOnlyDictionary<string, string> names) => Lines(
        CostUnit.Request, before, after, cell => cell.Subject.ModelId?.ToString(), key => names.GetValueOrDefault(key, key));

    /// <summary>Every SKU that counted tokens, the dearest first.</summary>
    public static IReadOnlyList<UnitCostLine> Skus(PeriodCells before, PeriodCells after) => Lines(
        CostUnit.MillionTokens, before, after, cell => cell.Counts.Tokens > 0 ? NameOf(cell.Subject) : null, key => key);

    /// <summary>One line for a metric and workflow: what its models and teams cost over what was counted.</summary>
    public static IReadOnlyList<OutcomeCost> Outcomes(
        PeriodCells before, PeriodCells after, IReadOnlyList<BusinessOutcome> outcomes, IReadOnlyDictionary<string, string> models, IReadOnlyDictionary<string, string> teams) =>
    [
        .. outcomes.GroupBy(row => (row.Metric, row.Workflow)).OrderBy(group => group.Key.Workflow, StringComparer.Ordinal).ThenBy(group => group.Key.Metric, StringComparer.Ordinal).Select(group =>
        {
            var rows = group.ToList();
            var (cost, quantity) = Of(after, rows);
            var (costBefore, quantityBefore) = Of(before, rows);
            return new OutcomeCost(
                group.Key.Metric, group.Key.Workflow, Carriers(rows, models, teams), quantity, cost, quantity > 0 ? cost / quantity : null, quantityBefore > 0 ? costBefore / quantityBefore : null);
        }),
    ];

    private static List<UnitCostLine> Lines(CostUnit unit, PeriodCells before, PeriodCells after, Func<ConvertedCell, string?> keyOf, Func<string, string> nameOf)
    {
        var old = before.Usage.Where(cell => keyOf(cell) is not null).GroupBy(cell => keyOf(cell)!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        return [.. after.Usage.Where(cell => keyOf(cell) is not null).GroupBy(cell => keyOf(cell)!, StringComparer.Ordinal)
            .Select(group =>
            {
                var cells = group.ToList();
                var now = UnitCostRules.Of(unit, cells, after.Predictions);
                return new UnitCostLine(nameOf(group.Key), cells.Sum(cell => cell.Amount), now.Quantity, now.PerUnit, old.TryGetValue(group.Key, out var former) ? UnitCostRules.Of(unit, former, before.Predictions).PerUnit : null);
            })
            .OrderByDescending(line => line.Cost).ThenBy(line => line.Name, StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>Usage of all models and teams that the outcomes of a period name; of everything where one names nobody.</summary>
    private static (decimal Cost, decimal Quantity) Of(PeriodCells period, IReadOnlyCollection<BusinessOutcome> outcomes)
    {
        var own = outcomes.Where(row => row.Day >= period.Start && row.Day < period.Until).ToList();
        return (period.Usage.Where(cell => own.Exists(row => Covers(row, cell.Subject))).Sum(cell => cell.Amount), own.Sum(row => row.Value));
    }

    private static bool Covers(BusinessOutcome outcome, CostSubject subject) =>
        (outcome.ModelId is null || outcome.ModelId == subject.ModelId) && (outcome.TeamId is null || outcome.TeamId == subject.TeamId);

    private static string Carriers(IEnumerable<BusinessOutcome> outcomes, IReadOnlyDictionary<string, string> models, IReadOnlyDictionary<string, string> teams) => string.Join(", ", outcomes
        .Select(row => row.ModelId is { } model ? models.GetValueOrDefault(model.ToString(), "a model") : row.TeamId is { } team ? $"team {teams.GetValueOrDefault(team.ToString(), "")}" : "all costs")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
