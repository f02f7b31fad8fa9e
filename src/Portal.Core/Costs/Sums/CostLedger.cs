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

        var subjects = await SubjectsAsync(db, tenant, tally, ct);
        var (first, last) = (tally.Days.Keys.Min(key => key.Day), tally.Days.Keys.Max(key => key.Day));
        var kept = await db.CostSums.Where(sum => sum.OriginId == origin && sum.Start >= new DateOnly(first.Year, first.Month, 1) && sum.Start <= last)
            .ToDictionaryAsync(sum => (sum.Grain, sum.Start, sum.SubjectId), ct);
        var days = tally.Days.Select(sum => (CostGrain.Day, Start: sum.Key.Day, sum.Key.Facts, Amounts: sum.Value));
        var months = tally.Months().Select(sum => (CostGrain.Month, Start: sum.Key.Month, sum.Key.Facts, sum.Amounts));
        foreach (var (grain, start, facts, amounts) in days.Concat(months))
        {
            if (!kept.TryGetValue((grain, start, subjects[facts]), out var sum))
            {
                sum = new CostSum { TenantId = tenant, Grain = grain, Start = start, SubjectId = subjects[facts], OriginId = origin };
                db.CostSums.Add(sum);
            }

            sum.Add(amounts);
        }
    }

    /// <summary>Takes away all sums of an origin, at once.</summary>
    public static Task RemoveAsync(PortalDbContext db, Guid origin, CancellationToken ct) =>
        db.CostSums.Where(sum => sum.OriginId == origin).ExecuteDeleteAsync(ct);

    private static async Task<Dictionary<CostFacts, CostSubjectId>> SubjectsAsync(PortalDbContext db, TenantId tenant, CostTally tally, CancellationToken ct)
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
        foreach (var made in db.CostSubjects.Local)
        {
            if (keys.TryGetValue(made.Key, out var facts))
            {
                found[facts] = made.Id;
            }
        }

        foreach (var (key, facts) in keys.Where(pair => !found.ContainsKey(pair.Value)))
        {
            var made = facts.ToRow(tenant, key);
            db.CostSubjects.Add(made);
            found[facts] = made.Id;
        }

        return found;
    }
}
