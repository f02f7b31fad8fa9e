using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>A tenant's price book with its aliases, and the volumes that its tiers ask for, counted on as records are priced.</summary>
internal sealed class UsagePricer
{
    private readonly PriceBook _book;
    private readonly AliasTable _aliases;
    private readonly Dictionary<(string Provider, string Model, DateOnly Month), Dictionary<PriceUnit, decimal>> _volumes = [];

    public UsagePricer(IEnumerable<PriceFact> prices, AliasTable aliases)
    {
        var facts = prices.ToList();
        _book = new PriceBook(facts);
        _aliases = aliases;
        HasTiers = facts.Exists(price => price.FromVolume > 0);
    }

    /// <summary>Without them volumes are not asked for.</summary>
    public bool HasTiers { get; }

    public static async Task<UsagePricer> FindAsync(PortalDbContext db, AliasTable aliases, IReadOnlyCollection<string> providers, CancellationToken ct)
    {
        var plain = providers.Select(PriceBook.Plain).Distinct(StringComparer.Ordinal).ToList();
        return new UsagePricer(
            await db.Prices.AsNoTracking().Where(row => plain.Contains(row.Provider))
                .Select(row => new PriceFact(row.Provider, row.Model, row.Unit, row.Amount, row.Currency, row.ValidFrom, row.ValidUntil, row.Term, row.Region, row.FromVolume, row.Source)).ToListAsync(ct),
            aliases);
    }

    /// <summary>What the tenant consumed in each record's month so far, as it is committed.</summary>
    public async Task LoadVolumesAsync(PortalDbContext db, IEnumerable<UsageRecord> records, CancellationToken ct)
    {
        if (!HasTiers)
        {
            return;
        }

        foreach (var key in records.Select(KeyOf).Distinct())
        {
            var (first, next) = (key.Month, key.Month.AddMonths(1));
            var volumes = new Dictionary<PriceUnit, decimal>();
            foreach (var day in await db.UsageDays.AsNoTracking().Where(row => row.Day >= first && row.Day < next && row.Provider == key.Provider && row.Model == key.Model).ToListAsync(ct))
            {
                Count(volumes, day.Unit, new TokenReading(day.Input, day.Output, day.CacheRead, day.CacheWrite, day.Reasoning, false), day.Quantity, day.Requests);
            }

            _volumes[key] = volumes;
        }
    }

    /// <summary>Prices it and counts it among the month's.</summary>
    public PricedUsage Price(UsageRecord record)
    {
        var volumes = _volumes.TryGetValue(KeyOf(record), out var found) ? found : _volumes[KeyOf(record)] = [];
        var question = new PriceQuestion(record.Provider, _aliases.PricedAs(record.AnsweredModel, record.AskedModel), record.Term, record.Region, record.At);
        var priced = UsagePricing.Price(_book, question, record.Unit, record.Tokens, record.Quantity, record.Requests, unit => volumes.GetValueOrDefault(unit));
        Count(volumes, record.Unit, record.Tokens, record.Quantity, record.Requests);
        return priced;
    }

    private static (string Provider, string Model, DateOnly Month) KeyOf(UsageRecord record) => (record.Provider, record.Model, new DateOnly(record.Day.Year, record.Day.Month, 1));

    private static void Count(Dictionary<PriceUnit, decimal> volumes, UsageUnit unit, TokenReading tokens, decimal quantity, long requests)
    {
        volumes[PriceUnit.Request] = volumes.GetValueOrDefault(PriceUnit.Request) + requests;
        IReadOnlyList<(PriceUnit Unit, decimal Quantity)> parts = unit switch
        {
            UsageUnit.Tokens => UsagePricing.PartsOf(tokens),
            UsageUnit.Requests => [],
            _ => [UsagePricing.QuantityOf(unit, quantity)],
        };
        foreach (var part in parts)
        {
            volumes[part.Unit] = volumes.GetValueOrDefault(part.Unit) + part.Quantity;
        }
    }
}
