using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Prices;

/// <param name="Holds">Prices that hold now or will; else all, with those that ended.</param>
public sealed record PriceListRequest(PageRequest Page, string? Search = null, bool Holds = false);

public sealed record PriceRow(PriceId Id, PriceFact Price, string AddedBy, DateTimeOffset AddedAt, long Revision);

/// <summary>The price book, and what came of prices that were entered for the past. Everybody in the tenant may read it.</summary>
public sealed class PriceList(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<Page<PriceRow>>> ReadAsync(Actor actor, PriceListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var now = clock.GetUtcNow();
        var prices = db.Prices.AsNoTracking();
        prices = request.Holds ? prices.Where(row => row.ValidUntil == null || row.ValidUntil > now) : prices;
        if (request.Search is { Length: > 0 } search)
        {
            var plain = PriceBook.Plain(search);
            prices = prices.Where(row => row.Provider.Contains(plain) || row.Model.Contains(plain));
        }

        var members = db.Members;
        return await prices.NewestFirstAsync(
            row => row.AddedAt,
            row => row.Id,
            row => new PriceRow(
                row.Id,
                new PriceFact(row.Provider, row.Model, row.Unit, row.Amount, row.Currency, row.ValidFrom, row.ValidUntil, row.Term, row.Region, row.FromVolume, row.Source),
                members.Where(member => member.Id == row.AddedBy).Select(member => member.Name).FirstOrDefault() ?? "the portal", row.AddedAt, row.Revision),
            request.Page,
            ct);
    }

    /// <summary>All of them, oldest first, for a file.</summary>
    public async Task<IReadOnlyList<PriceFact>> AllAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Prices.AsNoTracking().OrderBy(row => row.Provider).ThenBy(row => row.Model).ThenBy(row => row.Unit).ThenBy(row => row.ValidFrom).ThenBy(row => row.FromVolume)
            .Select(row => new PriceFact(row.Provider, row.Model, row.Unit, row.Amount, row.Currency, row.ValidFrom, row.ValidUntil, row.Term, row.Region, row.FromVolume, row.Source)).ToListAsync(ct);
    }

    /// <summary>The newest.</summary>
    public async Task<IReadOnlyList<UsageRepricingRow>> RepricingsAsync(Actor actor, int most, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.UsageRepricings.AsNoTracking().OrderByDescending(row => row.AskedAt).ThenByDescending(row => row.Id).Take(most)
            .Select(row => new UsageRepricingRow(row.Provider, row.Model, row.From, row.Until, row.AskedAt, row.EndedAt, row.Records, row.Changed, row.Priced)).ToListAsync(ct);
    }
}

/// <param name="EndedAt">Null while it waits or runs.</param>
public sealed record UsageRepricingRow(
    string Provider, string Model, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, long Records, long Changed, long Priced);
