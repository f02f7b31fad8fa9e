using System.Text.Json.Nodes;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>Adds usage up, by source: its counts by day, and its money in the cost sums. Whoever calls it holds the sources' locks.</summary>
internal static class UsageLedger
{
    /// <summary>Adds records that are new.</summary>
    public static async Task AddAsync(PortalDbContext db, IReadOnlyList<UsageRecord> records, CancellationToken ct)
    {
        foreach (var source in records.GroupBy(record => record.SourceId))
        {
            var tally = new CostTally();
            foreach (var record in source)
            {
                AddTo(tally, record, 1);
            }

            await CostLedger.AddAsync(db, db.Tenant, source.Key.Value, tally, ct);
            await AddDaysAsync(db, source.Key, [.. source], ct);
        }
    }

    /// <summary>A record's money, or with −1 what takes it back. Its requests are counted on one of its lines: that of requests, if they have a price, else the first.</summary>
    public static void AddTo(CostTally tally, UsageRecord record, int sign)
    {
        var counting = record.Lines.FirstOrDefault(line => line.Unit == PriceUnit.Request) ?? (record.Lines is [var first, ..] ? first : null);
        foreach (var line in record.Lines)
        {
            tally.Add(record.Day, FactsOf(record, line.Unit), AmountsOf(record, line, ReferenceEquals(line, counting), sign));
        }
    }

    private static CostAmounts AmountsOf(UsageRecord record, PricedLine line, bool counts, int sign) => new(
        Billed: 0,
        Effective: sign * line.Cost,
        List: sign * line.Cost,
        Contracted: sign * line.Cost,
        Tokens: sign * (PriceFact.SizeOf(line.Unit) > 1 ? line.Quantity : 0),
        Requests: counts ? sign * record.Requests : 0,
        GpuHours: line.Unit == PriceUnit.GpuHour ? sign * line.Quantity : 0,
        Rows: counts ? sign : 0);

    /// <summary>What usage is called in sums: the service is the provider's model, the SKU its kind of token.</summary>
    public static CostFacts FactsOf(UsageRecord record, PriceUnit unit) => new(
        CostBasis.Metered, record.Provider, CategoryOf(record.Unit), record.Model, SkuOf(record.Model, WordsOf(unit)), record.Region, record.Currency!,
        Team: record.TeamId, Model: record.ModelId, Environment: record.EnvironmentId, AllocatedBy: record.AllocatedBy);

    /// <summary>Of a long name the end gives way and never the unit, by which kinds are told apart.</summary>
    private static string SkuOf(string model, string unit) => $"{Texts.Fit(model, CostSubject.LongestName - unit.Length - 1)} {unit}".Trim();

    public static string WordsOf(PriceUnit unit) => unit switch
    {
        PriceUnit.InputTokens => "input tokens",
        PriceUnit.CacheReadTokens => "cache read tokens",
        PriceUnit.CacheWriteTokens => "cache write tokens",
        PriceUnit.OutputTokens => "output tokens",
        PriceUnit.Request => "requests",
        PriceUnit.GpuHour => "GPU-hours",
        PriceUnit.GbMonth => "GB-months",
        PriceUnit.Minute => "minutes",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>The service category of FOCUS.</summary>
    public static string CategoryOf(UsageUnit unit) => unit switch
    {
        UsageUnit.GpuSeconds => "Compute",
        UsageUnit.StorageGbHours => "Storage",
        UsageUnit.ReviewMinutes => "Other",
        _ => "AI and Machine Learning",
    };

    private static async Task AddDaysAsync(PortalDbContext db, UsageSourceId source, IReadOnlyList<UsageRecord> records, CancellationToken ct)
    {
        var (first, last) = (records.Min(record => record.Day), records.Max(record => record.Day));
        var kept = await db.UsageDays.Where(day => day.SourceId == source && day.Day >= first && day.Day <= last).ToDictionaryAsync(day => (day.Day, day.Key), ct);
        foreach (var record in records)
        {
            var key = KeyOf(record);
            if (!kept.TryGetValue((record.Day, key), out var day))
            {
                kept[(record.Day, key)] = day = DayOf(record, key);
                db.UsageDays.Add(day);
            }

            day.Add(record);
        }
    }

    public static Digest KeyOf(UsageRecord record) => Digest.Of(CanonicalJson.Write(new JsonObject
    {
        ["unit"] = record.Unit.ToString(),
        ["provider"] = record.Provider,
        ["model"] = record.Model,
        ["operation"] = record.Operation,
        ["team"] = record.TeamId?.ToString(),
        ["ofModel"] = record.ModelId?.ToString(),
        ["environment"] = record.EnvironmentId?.ToString(),
    }));

    private static UsageDay DayOf(UsageRecord record, Digest key) => new()
    {
        TenantId = record.TenantId,
        SourceId = record.SourceId,
        Day = record.Day,
        Key = key,
        Unit = record.Unit,
        Provider = record.Provider,
        Model = record.Model,
        Operation = record.Operation,
        TeamId = record.TeamId,
        ModelId = record.ModelId,
        EnvironmentId = record.EnvironmentId,
    };
}
