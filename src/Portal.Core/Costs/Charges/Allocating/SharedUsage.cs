using Portal.Core.Costs.Sums;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Who used how much in a month: as usage was measured, or, where none of the sharers was measured, as the period's own charges say that
/// were given to them directly.
/// </summary>
internal sealed class SharedUsage(PortalDbContext db, IReadOnlyList<(DateOnly Day, CostFacts Facts, CostAmounts Amounts)> direct)
{
    private readonly MeteredUse _metered = new(db);
    private readonly Dictionary<(AllocationRuleId, DateOnly), IReadOnlyList<decimal>> _weights = [];
    private readonly List<PeriodSplit> _splits = [];

    /// <summary>What was asked for so far that depends on use.</summary>
    public IReadOnlyList<PeriodSplit> Splits => _splits;

    public async Task<IReadOnlyList<decimal>> WeightsAsync(AllocationRule rule, DateOnly day, CancellationToken ct)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        if (!_weights.TryGetValue((rule.Id, month), out var weights))
        {
            _weights[(rule.Id, month)] = weights = rule.SplitBy == SplitBy.Even ? [.. rule.Sharers.Select(_ => 1m)] : await UsedAsync(rule, month, ct);
        }

        return weights;
    }

    private async Task<IReadOnlyList<decimal>> UsedAsync(AllocationRule rule, DateOnly month, CancellationToken ct)
    {
        var metered = await _metered.OfAsync(rule, month, ct);
        _splits.Add(new PeriodSplit(rule.Id, month, metered));
        return metered.Any(weight => weight > 0)
            ? metered
            : [.. rule.Sharers.Select(sharer => Math.Max(0, direct
                .Where(sum => sum.Day.Year == month.Year && sum.Day.Month == month.Month && !sum.Facts.IsCorrection && MeteredUse.Is(sharer, sum.Facts.Team, sum.Facts.Model))
                .Sum(sum => SharedSplit.WeightOf(rule.SplitBy, sum.Amounts))))];
    }
}

/// <summary>What each sharer of a rule was measured to have used in a month, as the sums of usage have it now.</summary>
internal sealed class MeteredUse(PortalDbContext db)
{
    private readonly Dictionary<DateOnly, IReadOnlyList<CostCell>> _cells = [];

    public async Task<IReadOnlyList<decimal>> OfAsync(AllocationRule rule, DateOnly month, CancellationToken ct)
    {
        if (!_cells.TryGetValue(month, out var cells))
        {
            _cells[month] = cells = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Month, month, month.AddMonths(1)), ct);
        }

        return [.. rule.Sharers.Select(sharer => Math.Max(0, cells.Where(cell => Is(sharer, cell.Subject.TeamId, cell.Subject.ModelId)).Sum(cell => SharedSplit.WeightOf(rule.SplitBy, cell.Amounts))))];
    }

    public static bool Is(AllocationTarget sharer, TeamId? team, ModelId? model) =>
        sharer.Model is { } wanted ? model == wanted : sharer.Team is not null && team == sharer.Team;
}
