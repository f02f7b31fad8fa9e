using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// The charges that count, the newest import first and within it in the order of the file. Where few items match, their charges are looked
/// up by item; where many do, the file's order finds a page of them soon enough.
/// </summary>
public sealed class ChargeList(PortalDatabase database)
{
    private const int MostKeys = 2_000;
    private const int KeysAtOnce = 500;
    private const int FewCharges = 20_000;

    public async Task<Outcome<Page<ChargeRow>>> ReadAsync(Actor actor, ChargeListRequest request, CancellationToken ct)
    {
        if (request.Refuses() is { } invalid)
        {
            return invalid;
        }

        await using var db = database.Open(actor.Tenant);
        var cursor = request.After is { } after ? ChargeCursor.Parse(after) : null;
        var periods = await PeriodsAsync(db, request.Filter, ct);
        var items = request.Filter.AsksItems ? await MatchingItems.OfAsync(db, request.Filter, ct) : db.ChargeItems.AsNoTracking();
        if (items is null || periods.Count == 0)
        {
            return new Page<ChargeRow>([], null);
        }

        var found = (request.Filter.AsksItems ? await FewAsync(db, items, periods, request, cursor, ct) : null) ?? await InOrderAsync(db, items, periods, request, cursor, ct);
        var page = found.Take(request.Size).ToList();
        return new Page<ChargeRow>(await RowsAsync(db, page, ct), found.Count > request.Size ? new ChargeCursor(page[^1].ImportNumber, page[^1].Line).ToString() : null);
    }

    /// <summary>By import: the billing periods that count, or all of one import whose history is looked at.</summary>
    private static async Task<SortedDictionary<int, List<int>>> PeriodsAsync(PortalDbContext db, ChargeFilter filter, CancellationToken ct)
    {
        var periods = db.ChargePeriods.AsNoTracking();
        periods = filter.Import is { } import ? periods.Where(row => row.ImportNumber == import) : periods.Where(row => row.SupersededBy == null);
        periods = filter.From is { } from ? periods.Where(row => row.LastDay >= from) : periods;
        periods = filter.Until is { } until ? periods.Where(row => row.FirstDay < until) : periods;
        if (filter.Source is { } source)
        {
            var name = Names.Normalize(source);
            var sources = db.ChargeSources;
            periods = periods.Where(row => sources.Any(other => other.Id == row.SourceId && other.NormalizedName == name));
        }

        var found = await periods.Select(row => new { row.ImportNumber, row.Index }).ToListAsync(ct);
        return new(found.GroupBy(row => row.ImportNumber).ToDictionary(group => group.Key, group => group.Select(row => row.Index).ToList()), Comparer<int>.Create((left, right) => right.CompareTo(left)));
    }

    /// <returns>Null when more match than are looked up one by one.</returns>
    private static async Task<List<Charge>?> FewAsync(
        PortalDbContext db, IQueryable<ChargeItem> items, SortedDictionary<int, List<int>> periods, ChargeListRequest request, ChargeCursor? cursor, CancellationToken ct)
    {
        var keys = await items.Select(row => row.Key).Take(MostKeys + 1).ToListAsync(ct);
        if (keys.Count > MostKeys)
        {
            return null;
        }

        var places = new List<(int Import, int Line)>();
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            var few = await db.Charges.AsNoTracking().Where(row => some.Contains(row.ItemKey)).Take(FewCharges + 1 - places.Count)
                .Select(row => new { row.ImportNumber, row.Line, row.Period, row.Day }).ToListAsync(ct);
            places.AddRange(few
                .Where(row => periods.TryGetValue(row.ImportNumber, out var indexes) && indexes.Contains(row.Period) && IsAsked(request.Filter, row.Day) && (cursor is not { } last || last.IsBefore(row.ImportNumber, row.Line)))
                .Select(row => (row.ImportNumber, row.Line)));
            if (few.Count + places.Count > FewCharges)
            {
                return null;
            }
        }

        var page = places.OrderByDescending(place => place.Import).ThenBy(place => place.Line).Take(request.Size + 1).ToList();
        var rows = new List<Charge>();
        foreach (var import in page.GroupBy(place => place.Import))
        {
            var lines = import.Select(place => place.Line).ToList();
            rows.AddRange(await db.Charges.AsNoTracking().Where(row => row.ImportNumber == import.Key && lines.Contains(row.Line)).OrderBy(row => row.Line).ToListAsync(ct));
        }

        return rows;
    }

    private static async Task<List<Charge>> InOrderAsync(
        PortalDbContext db, IQueryable<ChargeItem> items, SortedDictionary<int, List<int>> periods, ChargeListRequest request, ChargeCursor? cursor, CancellationToken ct)
    {
        var found = new List<Charge>();
        foreach (var (import, indexes) in periods.Where(period => cursor is not { } last || period.Key <= last.Import))
        {
            var after = cursor is { } place && place.Import == import ? place.Line : 0;
            var rows = db.Charges.AsNoTracking().Where(row => row.ImportNumber == import && indexes.Contains(row.Period) && row.Line > after);
            rows = request.Filter.From is { } from ? rows.Where(row => row.Day >= from) : rows;
            rows = request.Filter.Until is { } until ? rows.Where(row => row.Day < until) : rows;
            rows = request.Filter.AsksItems ? rows.Where(row => items.Any(item => item.Key == row.ItemKey)) : rows;
            found.AddRange(await rows.OrderBy(row => row.Line).Take(request.Size + 1 - found.Count).ToListAsync(ct));
            if (found.Count > request.Size)
            {
                break;
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<ChargeRow>> RowsAsync(PortalDbContext db, List<Charge> charges, CancellationToken ct)
    {
        var keys = charges.Select(row => row.ItemKey).Distinct().ToList();
        var items = await db.ChargeItems.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        var words = charges.Count == 0 ? null : await TargetWords.ReadAsync(db, ct);
        return [.. charges.Select(row => Row(row, items[row.ItemKey], words!))];
    }

    private static ChargeRow Row(Charge row, ChargeItem item, TargetWords words) => new(
        row.ImportNumber, row.Line, row.From, row.Until, item.Provider, item.Service, item.Sku, item.ResourceId, item.Category, item.IsCorrection, item.Currency, row.Billed, row.Effective,
        words.Of(item.TeamId, item.ModelId, item.EnvironmentId), item.AllocatedBy);

    private static bool IsAsked(ChargeFilter filter, DateOnly day) => (filter.From is not { } from || day >= from) && (filter.Until is not { } until || day < until);
}
