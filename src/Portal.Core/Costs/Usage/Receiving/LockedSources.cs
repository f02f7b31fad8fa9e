using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>
/// The sources of a batch, held until its transaction ends: the update takes each row's lock on every database, so what follows reads
/// sums that nobody else is adding to. Always in the order of their names, so that two batches never wait for each other.
/// </summary>
internal static class LockedSources
{
    /// <summary>Names beyond are counted together: a sender that makes up a name for each batch fills no table.</summary>
    public const int Most = 1000;

    public static async Task<IReadOnlyDictionary<string, UsageSource>> TakeAsync(UsageTransaction unit, IEnumerable<string> names, DateTimeOffset now, CancellationToken ct)
    {
        var sources = new Dictionary<string, UsageSource>(StringComparer.Ordinal);
        foreach (var (normalized, name) in names.Select(name => (Names.Normalize(name), name)).DistinctBy(pair => pair.Item1).OrderBy(pair => pair.Item1, StringComparer.Ordinal))
        {
            sources[normalized] = await TakeAsync(unit.Db, normalized, now, ct) ?? await AddAsync(unit, name, now, ct);
        }

        return sources;
    }

    /// <summary>All of the tenant's, in the same order.</summary>
    public static async Task<IReadOnlyList<UsageSource>> TakeAllAsync(PortalDbContext db, CancellationToken ct)
    {
        var sources = (await db.UsageSources.AsNoTracking().ToListAsync(ct)).OrderBy(source => source.NormalizedName, StringComparer.Ordinal).ToList();
        foreach (var source in sources)
        {
            await db.UsageSources.Where(row => row.Id == source.Id).ExecuteUpdateAsync(row => row.SetProperty(kept => kept.Records, kept => kept.Records), ct);
        }

        return sources;
    }

    private static async Task<UsageSource?> TakeAsync(PortalDbContext db, string normalized, DateTimeOffset now, CancellationToken ct) =>
        await db.UsageSources.Where(row => row.NormalizedName == normalized).ExecuteUpdateAsync(row => row.SetProperty(kept => kept.LastAt, now), ct) == 0
            ? null
            : await db.UsageSources.AsNoTracking().SingleAsync(row => row.NormalizedName == normalized, ct);

    private static async Task<UsageSource> AddAsync(UsageTransaction unit, string name, DateTimeOffset now, CancellationToken ct)
    {
        if (name != SpanReading.NoSource && await unit.Db.UsageSources.CountAsync(ct) >= Most)
        {
            return await TakeAsync(unit.Db, Names.Normalize(SpanReading.NoSource), now, ct) ?? await AddAsync(unit, SpanReading.NoSource, now, ct);
        }

        var source = new UsageSource { TenantId = unit.Db.Tenant, Id = UsageSourceId.New(), Name = name, NormalizedName = Names.Normalize(name), FirstAt = now, LastAt = now };
        await unit.HoldAsync(source, ct);
        return source;
    }
}
