using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Sums;

/// <summary>Writes sums inside a transaction that somebody else commits, together with the rows that they sum.</summary>
public static class CostLedger
{
    private const int KeysAtOnce = 500;

    /// <summary>Adds to what is there of this origin; makes subjects that did not occur before. The caller saves.</summary>
    public static async Task AddAsync(PortalDbContext db, TenantId tenant, Guid origin, CostTally tally, CancellationToken ct)
    {
        if (tally.Days.Count == 0)
        {
            return;
        }

        var (subjects, made) = await SubjectsAsync(db, tenant, tally, ct);
        db.CostSubjects.AddRange(made);
        var (first, last) = (tally.Days.Keys.Min(key => key.Day), tally.Days.Keys.Max(key => key.Day));
        var kept = await db.CostSums.Where(sum => sum.OriginId == origin && sum.Start >= new DateOnly(first.Year, first.Month, 1) && sum.Start <= last)
            .ToDictionaryAsync(sum => (sum.Grain, sum.Start, sum.SubjectId), ct);
        foreach (var (grain, start, facts, amounts) in Periods(tally))
        {
            if (!kept.TryGetValue((grain, start, subjects[facts]), out var sum))
            {
                sum = new CostSum { TenantId = tenant, Grain = grain, Start = start, SubjectId = subjects[facts], OriginId = origin };
                db.CostSums.Add(sum);
            }

            sum.Add(amounts);
        }
    }

    /// <summary>
    /// Writes the sums of an origin that has none, at once and past the change tracker, in the context's open transaction: for a large
    /// origin. Nothing may have been added to the same context before.
    /// </summary>
    internal static async Task WriteAsync(PortalDatabase database, PortalDbContext db, TenantId tenant, Guid origin, CostTally tally, CancellationToken ct)
    {
        var (subjects, made) = await SubjectsAsync(db, tenant, tally, ct);
        var sums = Periods(tally).Select(period =>
        {
            var sum = new CostSum { TenantId = tenant, Grain = period.Grain, Start = period.Start, SubjectId = subjects[period.Facts], OriginId = origin };
            sum.Add(period.Amounts);
            return sum;
        });
        await database.InsertAsync(db, [.. made, .. sums], ct);
    }

    /// <summary>Takes away all sums of an origin, at once.</summary>
    public static Task RemoveAsync(PortalDbContext db, Guid origin, CancellationToken ct) =>
        db.CostSums.Where(sum => sum.OriginId == origin).ExecuteDeleteAsync(ct);

    private static IEnumerable<(CostGrain Grain, DateOnly Start, CostFacts Facts, CostAmounts Amounts)> Periods(CostTally tally) =>
        tally.Days.Select(sum => (CostGrain.Day, sum.Key.Day, sum.Key.Facts, sum.Value)).Concat(tally.Months().Select(sum => (CostGrain.Month, sum.Key.Month, sum.Key.Facts, sum.Amounts)));

    /// <returns>The subject of each of the facts, and those of them that have no row yet.</returns>
    private static async Task<(Dictionary<CostFacts, CostSubjectId> Ids, List<CostSubject> Made)> SubjectsAsync(PortalDbContext db, TenantId tenant, CostTally tally, CancellationToken ct)
    {
        var keys = tally.Days.Keys.Select(key => key.Facts).Distinct().ToDictionary(facts => facts.Key());
        var found = new Dictionary<CostFacts, CostSubjectId>();
        foreach (var some in keys.Keys.Chunk(KeysAtOnce))
        {
            foreach (var row in await db.CostSubjects.Where(subject => some.Contains(subject.Key)).Select(subject => new { subject.Key, subject.Id }).ToListAsync(ct))
            {
                found[keys[row.Key]] = row.Id;
            }
        }

        // Made by an earlier call in the same transaction, and not saved yet.
        foreach (var unsaved in db.CostSubjects.Local)
        {
            if (keys.TryGetValue(unsaved.Key, out var facts))
            {
                found[facts] = unsaved.Id;
            }
        }

        var made = new List<CostSubject>();
        foreach (var (key, facts) in keys.Where(pair => !found.ContainsKey(pair.Value)))
        {
            var row = facts.ToRow(tenant, key);
            made.Add(row);
            found[facts] = row.Id;
        }

        return (found, made);
    }
}
