using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Currencies;

public sealed record ExchangeRateRow(ExchangeRateId Id, DateOnly Date, string From, string To, decimal Rate, string Source);

/// <summary>The tenant's rates of exchange, newest first.</summary>
public sealed class ExchangeRateList(PortalDatabase database)
{
    /// <summary>More than some decades of monthly rates; older ones are kept and not listed.</summary>
    private const int Most = 1000;

    public async Task<IReadOnlyList<ExchangeRateRow>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.ExchangeRates.AsNoTracking().OrderByDescending(row => row.Date).ThenBy(row => row.From).ThenBy(row => row.To).Take(Most)
            .Select(row => new ExchangeRateRow(row.Id, row.Date, row.From, row.To, row.Rate, row.Source)).ToListAsync(ct);
    }
}
