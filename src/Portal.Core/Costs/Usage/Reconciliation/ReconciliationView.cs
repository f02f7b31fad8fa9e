using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Reconciliation;

/// <param name="Share">How large a gap may be before somebody is told.</param>
/// <param name="Open">Gaps of the time that somebody was told of and that are still there.</param>
public sealed record Reconciled(IReadOnlyList<ReconciliationRow> Rows, decimal Share, int Open);

/// <summary>Bill against usage, for everybody in the tenant.</summary>
public sealed class ReconciliationView(PortalDatabase database)
{
    public const int MostDays = 92;

    /// <param name="until">The first day after.</param>
    public async Task<Outcome<Reconciled>> ReadAsync(Actor actor, DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (until <= from || until.DayNumber - from.DayNumber > MostDays)
        {
            return Refusal.Invalid("until", $"Ask for 1 to {MostDays} days; the last is given as the day after it.");
        }

        await using var db = database.Open(actor.Tenant);
        return await ReadAsync(db, from, until, ct);
    }

    internal static async Task<Reconciled> ReadAsync(PortalDbContext db, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var share = await db.UsageSettings.Select(row => (decimal?)row.GapShare).SingleOrDefaultAsync(ct) ?? UsageSettings.DefaultGapShare;
        var billed = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, CostGrain.Day, from, until), ct);
        var metered = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Day, from, until), ct);
        var open = await db.ReconciliationGaps.CountAsync(row => row.Day >= from && row.Day < until && row.ClosedAt == null, ct);
        return new Reconciled(ReconciliationRules.Compare(billed, metered, share), share, open);
    }
}
