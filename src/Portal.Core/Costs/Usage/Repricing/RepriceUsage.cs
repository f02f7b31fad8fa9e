using Microsoft.Extensions.Logging;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Repricing;

/// <summary>
/// Prices usage of the past anew, some records at a time, in the order in which it was consumed. The sources are held meanwhile, so that
/// what comes in is priced by the new book or seen here. A step that was lost is done again: it takes away what is there and adds what should be.
/// </summary>
public sealed partial class RepriceUsage(PortalDatabase database, TimeProvider clock, ILogger<RepriceUsage> logger)
{
    private const int AtOnce = 500;

    /// <returns>How many records of the tenant were looked at.</returns>
    public async Task<long> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var records = 0L;
        while (await NextAsync(tenant, ct) is { } repricing)
        {
            records += await RunAsync(tenant, repricing, ct);
        }

        return records;
    }

    private async Task<UsageRepricing?> NextAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        return await db.UsageRepricings.AsNoTracking().Where(row => row.EndedAt == null).OrderBy(row => row.AskedAt).ThenBy(row => row.Id).FirstOrDefaultAsync(ct);
    }

    private async Task<long> RunAsync(TenantId tenant, UsageRepricing repricing, CancellationToken ct)
    {
        var from = new DateTimeOffset(repricing.From.Year, repricing.From.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var until = repricing.Until is { } end ? new DateTimeOffset(end.Year, end.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1) : (DateTimeOffset?)null;
        var (looked, after, pricer) = (0L, (At: from, Id: default(UsageRecordId)), (UsagePricer?)null);
        while (true)
        {
            await using var unit = await UsageTransaction.BeginAsync(database, tenant, ct);
            await LockedSources.TakeAllAsync(unit.Db, ct);
            pricer ??= await BookAsync(unit.Db, repricing, ct);
            var some = await SomeAsync(unit.Db, repricing.Provider, after, until, ct);
            var (changed, priced) = await ChangeAsync(unit.Db, some, pricer, ct);
            var row = await unit.Db.UsageRepricings.SingleAsync(one => one.Id == repricing.Id, ct);
            (row.Records, row.Changed, row.Priced, row.DoneUntil) = (looked + some.Count, row.Changed + changed, row.Priced + priced, some.Count > 0 ? some[^1].At : row.DoneUntil);
            row.EndedAt = some.Count < AtOnce ? KeptInstant.Of(clock.GetUtcNow()) : null;
            await unit.CommitAsync(ct);
            looked += some.Count;
            if (some.Count < AtOnce)
            {
                Log.Done(logger, looked, row.Changed, tenant.Value);
                return looked;
            }

            after = (some[^1].At, some[^1].Id);
        }
    }

    private static async Task<UsagePricer> BookAsync(PortalDbContext db, UsageRepricing repricing, CancellationToken ct)
    {
        var settings = await db.UsageSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        var providers = repricing.Provider.Length > 0 ? [repricing.Provider] : await db.Prices.Select(row => row.Provider).Distinct().ToListAsync(ct);
        return await UsagePricer.FindAsync(db, new AliasTable(settings?.Aliases ?? []), providers, ct);
    }

    /// <summary>All models of the provider: an alias may lead to the price, and tiers count what lies between.</summary>
    private static Task<List<UsageRecord>> SomeAsync(PortalDbContext db, string provider, (DateTimeOffset At, UsageRecordId Id) after, DateTimeOffset? until, CancellationToken ct)
    {
        var rows = db.UsageRecords.Where(row => row.At > after.At || (row.At == after.At && row.Id.CompareTo(after.Id) > 0));
        rows = provider.Length > 0 ? rows.Where(row => row.Provider == provider) : rows;
        rows = until is { } end ? rows.Where(row => row.At < end) : rows;
        return rows.OrderBy(row => row.At).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(ct);
    }

    private static async Task<(int Changed, int Priced)> ChangeAsync(PortalDbContext db, List<UsageRecord> records, UsagePricer pricer, CancellationToken ct)
    {
        var (changed, nowPriced) = (0, 0);
        foreach (var source in records.GroupBy(record => record.SourceId))
        {
            var tally = new CostTally();
            var unpriced = new Dictionary<(DateOnly, Digest), long>();
            foreach (var record in source)
            {
                var priced = pricer.Price(record);
                if (priced.Cost == record.Cost && priced.Currency == record.Currency && priced.Lines.SequenceEqual(record.Lines) && priced.Missing == record.Missing)
                {
                    continue;
                }

                changed++;
                var was = record.Cost;
                UsageLedger.AddTo(tally, record, -1);
                record.Take(priced);
                UsageLedger.AddTo(tally, record, 1);
                var more = (record.Cost is null ? 1 : 0) - (was is null ? 1 : 0);
                nowPriced -= Math.Min(more, 0);
                var key = (record.Day, UsageLedger.KeyOf(record));
                unpriced[key] = unpriced.GetValueOrDefault(key) + more;
            }

            await CostLedger.AddAsync(db, db.Tenant, source.Key.Value, tally, ct);
            foreach (var ((day, key), more) in unpriced.Where(pair => pair.Value != 0))
            {
                (await db.UsageDays.SingleAsync(row => row.SourceId == source.Key && row.Day == day && row.Key == key, ct)).Unpriced += more;
            }
        }

        return (changed, nowPriced);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2401, Level = LogLevel.Information, Message = "{Records} usage records were priced anew, {Changed} of them to another cost, for tenant {Tenant}")]
        public static partial void Done(ILogger logger, long records, long changed, Guid tenant);
    }
}
