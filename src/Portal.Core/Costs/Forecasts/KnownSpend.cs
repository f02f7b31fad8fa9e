using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Forecasts;

/// <summary>
/// The sums of a time, read once for all who ask about parts of them. What is known ends with the last day before today of which every
/// provider that bills day by day has said something: later days are not over, or charges of them have not come yet, and would look like
/// days on which less was spent. Nobody is waited for longer than five days.
/// </summary>
internal sealed class KnownSpend
{
    /// <summary>How far back a forecast looks.</summary>
    public const int HistoryDays = 210;

    /// <summary>A provider that was silent for longer is gone, not late.</summary>
    private const int LongestWait = 5;

    private const int LookedAt = 28;

    /// <summary>Of those days: whoever has so many bills day by day.</summary>
    private const int Daily = 24;

    private readonly IReadOnlyList<CostCell> _cells;
    private readonly DateOnly _until;

    private KnownSpend(IReadOnlyList<CostCell> cells, DateOnly today)
    {
        _cells = cells;
        KnownUntil = Settled([.. cells.Where(cell => cell.Start < today)]);
        _until = KnownUntil is { } last ? last.AddDays(1) : today;
    }

    /// <summary>The last day that is known to be whole; null where nothing is.</summary>
    public DateOnly? KnownUntil { get; }

    public IReadOnlyList<CostCell> Cells => _cells;

    /// <param name="from">The first day that is asked about.</param>
    public static async Task<KnownSpend> ReadAsync(PortalDbContext db, CostBasis basis, DateOnly from, DateOnly today, CancellationToken ct)
    {
        var history = today.AddDays(-HistoryDays);
        return new(await CostCells.ReadAsync(db, new CostQuery(basis, CostGrain.Day, from < history ? from : history, today.AddDays(1)), ct), today);
    }

    public DailySpend Of(SpendScope scope, Conversion conversion) => Of(ConvertedCosts.Of(_cells.Where(cell => scope.Covers(cell.Subject)), conversion, scope.Measure));

    private static DateOnly? Settled(IReadOnlyCollection<CostCell> cells)
    {
        if (cells.Count == 0)
        {
            return null;
        }

        var newest = cells.Max(cell => cell.Start);
        var late = cells.GroupBy(cell => cell.Subject.Provider, StringComparer.Ordinal)
            .Select(provider => provider.Select(cell => cell.Start).ToHashSet())
            .Where(days => days.Max() is var last && last >= newest.AddDays(-LongestWait) && days.Count(day => day > last.AddDays(-LookedAt)) >= Daily)
            .Select(days => days.Max());
        return late.Append(newest).Min();
    }

    /// <summary>Day by day of cells of this reading that were chosen and converted already.</summary>
    public DailySpend Of(ConvertedCosts costs)
    {
        var byDay = costs.Cells.GroupBy(cell => cell.Start).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Amount));
        var first = byDay.Count == 0 ? _until : byDay.Keys.Min();
        var from = first < _until ? first : _until;
        return new(
            costs.Currency,
            from,
            [.. Enumerable.Range(0, _until.DayNumber - from.DayNumber).Select(day => byDay.GetValueOrDefault(from.AddDays(day)))],
            byDay.Where(day => day.Key >= _until).ToDictionary(day => day.Key, day => day.Value),
            costs.Apart,
            costs.Missing);
    }
}
