using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>One billing period of an import, and what became of it.</summary>
/// <param name="SupersededBy">The number of the import that replaced it; null while it counts.</param>
/// <param name="History">All imports of the same source that billed this period, the oldest first.</param>
public sealed record ImportPeriodView(ChargePeriod Period, IReadOnlyList<ChargePeriod> History);

public sealed record ImportView(ChargeImport Import, string Source, string? SentBy, IReadOnlyList<ImportPeriodView> Periods);

/// <summary>One import with its periods and the history of each.</summary>
public sealed class ImportDetail(PortalDatabase database)
{
    public async Task<Outcome<ImportView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.ChargeImports.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) is not { } import)
        {
            return ChargesWords.NoImport;
        }

        var own = db.ChargePeriods.AsNoTracking().Where(row => row.ImportNumber == number);
        var history = await db.ChargePeriods.AsNoTracking().Where(row => row.SourceId == import.SourceId && own.Any(mine => mine.Start == row.Start)).OrderBy(row => row.ImportNumber).ToListAsync(ct);
        return new ImportView(
            import,
            await db.ChargeSources.Where(row => row.Id == import.SourceId).Select(row => row.Name).SingleAsync(ct),
            import.SentBy is { } member ? await db.Members.Where(row => row.Id == member).Select(row => row.Name).SingleOrDefaultAsync(ct) : null,
            [.. history.Where(row => row.ImportNumber == number).OrderBy(row => row.Start).Select(row => new ImportPeriodView(row, [.. history.Where(other => other.Start == row.Start)]))]);
    }
}
