using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Placement.Comparing;
using Portal.Core.Storage;

namespace Portal.Core.Placement;

/// <summary>What all comparisons of a tenant share on a day: its places, weights, currency and exchange rates.</summary>
internal sealed record PlacementBook(
    IReadOnlyDictionary<PlacementOptionId, string> Names, IReadOnlyList<PlaceFacts> Places, PlacementWeights Weights, decimal AnnualRate, string Currency, DateOnly Day, IReadOnlyList<DatedRate> Rates)
{
    public static async Task<PlacementBook> ReadAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var options = await db.PlacementOptions.AsNoTracking().Where(row => row.RetiredAt == null).OrderBy(row => row.NormalizedName).ToListAsync(ct);
        var settings = await db.PlacementSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        var currency = await db.CostSettings.Select(row => row.Currency).SingleOrDefaultAsync(ct) ?? CostSettings.DefaultCurrency;
        var rates = await db.ExchangeRates.AsNoTracking().Where(row => row.From == currency || row.To == currency).Select(row => new DatedRate(row.Date, row.From, row.To, row.Rate)).ToListAsync(ct);
        var used = options.Select(option => option.Terms.Currency).ToHashSet(StringComparer.Ordinal);
        return new(
            options.ToDictionary(row => row.Id, row => row.Name), [.. options.Select(row => new PlaceFacts(row.Name, row.Terms))], settings?.Weights ?? PlacementWeights.CostAlone,
            settings?.AnnualRate ?? PlacementCase.UsualRate, currency, DateOnly.FromDateTime(now.UtcDateTime), [.. rates.Where(rate => used.Contains(rate.From) || used.Contains(rate.To))]);
    }

    public PlacementCase CaseOf(WorkloadTerms terms) => new(terms, Places, Weights, Currency, Day, Rates, AnnualRate);

    public string? TodayOf(Workload workload) => workload.TodayId is { } id ? Names.GetValueOrDefault(id) : null;
}
