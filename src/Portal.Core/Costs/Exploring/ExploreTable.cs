using Portal.Core.Costs.Sums;
using Portal.Core.Costs.UnitCosts;
using Portal.Core.Costs.Views;
using Portal.Core.Registry;

namespace Portal.Core.Costs.Exploring;

/// <summary>Money that is brought into one currency, or counts, put into rows and periods. Pure.</summary>
/// <param name="Cells">Of the time and of the time that is compared.</param>
/// <param name="NameOf">What a key of a group is called.</param>
internal sealed record ExploreTable(
    ExploreRequest Request, IReadOnlyList<ExploreSpan> Periods, ExploreSpan Compared, IReadOnlyList<ConvertedCell> Cells, IReadOnlyList<ConvertedCell> Before, Func<ExploreGroup, string?, string> NameOf)
{
    private const int MostRows = 200;
    /// <summary>With the rest as many as a chart tells apart.</summary>
    private const int MostSeries = 5;
    private static readonly Dictionary<ModelId, long> s_noPredictions = [];

    public IReadOnlyList<ExploreRow> Rows()
    {
        var before = Before.ToLookup(cell => KeysOf(cell, isBefore: true));
        var groups = Cells.GroupBy(cell => KeysOf(cell, isBefore: false)).Select(group => Row(group.Key, [.. group], [.. before[group.Key]])).ToList();
        var now = groups.Select(row => (row.By.Key, row.Then?.Key)).ToHashSet();
        var gone = Request.By == ExploreGroup.Period || Request.Then == ExploreGroup.Period ? [] : before.Where(group => !now.Contains(group.Key)).Select(group => Row(group.Key, [], [.. group]));
        return Folded([.. Ordered(groups.Concat(gone))]);
    }

    public ExploreRow Sum() => new(new(null, "Total"), null, ByPeriod(Cells), Figure(Cells), Figure(Before));

    /// <summary>The largest groups of the first level, and the rest where it can be summed.</summary>
    public IReadOnlyList<ExploreSeries> Series()
    {
        var level = Request.By != ExploreGroup.Period ? Request.By : Request.Then;
        if (level is not { } by)
        {
            return [new("Total", ByPeriod(Cells))];
        }

        var groups = Cells.GroupBy(cell => KeyOf(cell, by), StringComparer.Ordinal)
            .Select(group => (Name: NameOf(by, group.Key), Cells: group.ToList())).OrderByDescending(group => Math.Abs(Weight(group.Cells))).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        var rest = groups.Skip(MostSeries).SelectMany(group => group.Cells).ToList();
        return
        [
            .. groups.Take(MostSeries).Select(group => new ExploreSeries(group.Name, ByPeriod(group.Cells))),
            .. rest.Count > 0 && !Request.Measure.IsUnitCost() ? [new ExploreSeries($"{groups.Count - MostSeries} other{(groups.Count - MostSeries == 1 ? "" : "s")}", ByPeriod(rest))] : Array.Empty<ExploreSeries>(),
        ];
    }

    private ExploreRow Row((string? By, string? Then) keys, IReadOnlyCollection<ConvertedCell> now, IReadOnlyCollection<ConvertedCell> before) => new(
        new(keys.By, NameOf(Request.By, keys.By)),
        Request.Then is { } then ? new(keys.Then, NameOf(then, keys.Then)) : null,
        ByPeriod(now),
        now.Count > 0 || !Request.Measure.IsUnitCost() ? Figure(now) : null,
        Request.By == ExploreGroup.Period || Request.Then == ExploreGroup.Period ? null : Figure(before));

    private (string? By, string? Then) KeysOf(ConvertedCell cell, bool isBefore) =>
        isBefore && (Request.By == ExploreGroup.Period || Request.Then == ExploreGroup.Period) ? (null, null) : (KeyOf(cell, Request.By), Request.Then is { } then ? KeyOf(cell, then) : null);

    private string? KeyOf(ConvertedCell cell, ExploreGroup group) =>
        group.Dimension() is { } dimension ? cell.Subject.KeyOf(dimension) : Periods[At(cell.Start)].From.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private IReadOnlyList<decimal?> ByPeriod(IEnumerable<ConvertedCell> cells)
    {
        var parts = new List<ConvertedCell>?[Periods.Count];
        foreach (var cell in cells)
        {
            (parts[At(cell.Start)] ??= []).Add(cell);
        }

        return [.. parts.Select(part => part is null ? Request.Measure.IsUnitCost() ? (decimal?)null : 0 : Figure(part))];
    }

    /// <summary>The period of a day: they are in order and without gaps.</summary>
    private int At(DateOnly day)
    {
        var (low, high) = (0, Periods.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Periods[middle].From <= day ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private decimal? Figure(IReadOnlyCollection<ConvertedCell> cells)
    {
        if (!Request.Measure.IsUnitCost())
        {
            return Request.Measure.IsMoney() ? cells.Sum(cell => cell.Amount) : cells.Sum(cell => Request.Measure.Count(cell.Counts));
        }

        var (unit, times) = Request.Measure.Unit();
        return UnitCostRules.Of(unit, [.. cells.Where(cell => UnitCostRules.IsCounted(cell.Subject))], s_noPredictions).PerUnit * times;
    }

    /// <summary>Groups of unit costs are in the order of their money: a dear trifle is not what matters.</summary>
    private decimal Weight(IReadOnlyCollection<ConvertedCell> cells) => Request.Measure.IsUnitCost() ? cells.Sum(cell => cell.Amount) : Figure(cells) ?? 0;

    private IEnumerable<ExploreRow> Ordered(IEnumerable<ExploreRow> rows)
    {
        Func<ExploreRow, decimal> by = Request.Order switch
        {
            ExploreOrder.Before => row => row.Before ?? decimal.MinValue,
            ExploreOrder.Change => row => row.Change ?? decimal.MinValue,
            _ => row => row.Total ?? decimal.MinValue,
        };
        var ordered = (Request.Order, Request.Ascending) switch
        {
            (ExploreOrder.Name, true) => rows.OrderBy(SortName, StringComparer.OrdinalIgnoreCase),
            (ExploreOrder.Name, false) => rows.OrderByDescending(SortName, StringComparer.OrdinalIgnoreCase),
            (_, true) => rows.OrderBy(by),
            (_, false) => rows.OrderByDescending(by),
        };
        return ordered.ThenBy(SortName, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Then?.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Periods by their days, all else by what it is called.</summary>
    private string SortName(ExploreRow row) => Request.By == ExploreGroup.Period ? row.By.Key ?? "" : row.By.Name;

    /// <summary>What no page can show is one row: nothing is left out of the sum.</summary>
    private IReadOnlyList<ExploreRow> Folded(IReadOnlyList<ExploreRow> rows)
    {
        if (rows.Count <= MostRows)
        {
            return rows;
        }

        var rest = rows.Skip(MostRows).ToList();
        var sums = !Request.Measure.IsUnitCost();
        return
        [
            .. rows.Take(MostRows),
            new ExploreRow(
                new(null, $"{rest.Count} others"), null, [.. Periods.Select((_, at) => sums ? rest.Sum(row => row.Periods[at] ?? 0) : (decimal?)null)], sums ? rest.Sum(row => row.Total ?? 0) : null,
                sums && rest.Exists(row => row.Before is not null) ? rest.Sum(row => row.Before ?? 0) : null, rest.Count),
        ];
    }
}
