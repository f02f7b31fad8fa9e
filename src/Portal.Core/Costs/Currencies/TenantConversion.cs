using Portal.Core.Storage;

namespace Portal.Core.Costs.Currencies;

/// <summary>The tenant's own rates, into the currency in which it looks at its money.</summary>
public static class TenantConversion
{
    public static async Task<Conversion> ReadAsync(PortalDbContext db, CancellationToken ct)
    {
        var currency = await db.CostSettings.Select(row => row.Currency).SingleOrDefaultAsync(ct) ?? CostSettings.DefaultCurrency;
        return new Conversion(currency, await RatesAsync(db, currency, ct));
    }

    public static async Task<IReadOnlyList<DatedRate>> RatesAsync(PortalDbContext db, string to, CancellationToken ct) =>
        await db.ExchangeRates.AsNoTracking().Where(row => row.To == to || row.From == to).Select(row => new DatedRate(row.Date, row.From, row.To, row.Rate)).ToListAsync(ct);
}
