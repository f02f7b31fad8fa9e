using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Reconciliation;

/// <summary>Looks for gaps between bill and usage, tells of each once, and closes those that are gone.</summary>
public sealed class FindGaps(AuditTrail trail, PortalDatabase database, TimeProvider clock)
{
    public const string Message = "costs.reconciliation";

    /// <summary>Bills of older days are seldom written anew.</summary>
    private const int Days = 40;

    /// <returns>How many gaps are new.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (from, until) = (today.AddDays(-Days), today.AddDays(1));
        await using (var db = database.Open(tenant))
        {
            var look = await ReconciliationView.ReadAsync(db, from, until, ct);
            var kept = await db.ReconciliationGaps.AsNoTracking().Where(row => row.Day >= from).ToListAsync(ct);
            if (!NewOnes(look, kept).Any() && !GoneOnes(look, kept).Any())
            {
                return 0;
            }
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "reconciliation"), ct);
        var now = await ReconciliationView.ReadAsync(unit.Db, from, until, ct);
        var rows = await unit.Db.ReconciliationGaps.Where(row => row.Day >= from).ToListAsync(ct);
        var gone = GoneOnes(now, rows).ToList();
        var found = NewOnes(now, rows).ToList();
        gone.ForEach(gap => gap.ClosedAt = unit.Now);
        found.ForEach(row => Keep(unit, rows, row));
        if (gone.Count + found.Count == 0)
        {
            return 0;
        }

        unit.Record("reconciliation.looked", new AuditSubject("tenant", tenant.ToString(), "bill and usage"), details: new JsonObject { ["found"] = found.Count, ["closed"] = gone.Count });
        if (found.Count > 0)
        {
            unit.Tell(Message, Describe(found, now.Share));
        }

        return (await unit.CommitAsync(found.Count, ct)).IsOk ? found.Count : 0;
    }

    private static void Keep(UnitOfWork unit, List<ReconciliationGap> rows, ReconciliationRow row)
    {
        if (rows.Find(gap => IsOf(gap, row)) is not { } gap)
        {
            gap = new ReconciliationGap { TenantId = unit.Actor.Tenant, Day = row.Day, Provider = row.Provider, Model = row.Model, Currency = row.Currency, FoundAt = unit.Now };
            unit.Db.ReconciliationGaps.Add(gap);
        }

        (gap.Billed, gap.Metered, gap.ClosedAt) = (row.Billed, row.Metered, null);
    }

    private static IEnumerable<ReconciliationRow> NewOnes(Reconciled look, List<ReconciliationGap> kept) =>
        look.Rows.Where(row => row.State == ReconciliationState.Gap && !kept.Exists(gap => gap.ClosedAt is null && IsOf(gap, row)));

    private static IEnumerable<ReconciliationGap> GoneOnes(Reconciled look, List<ReconciliationGap> kept) =>
        kept.Where(gap => gap.ClosedAt is null && !look.Rows.Any(row => row.State == ReconciliationState.Gap && IsOf(gap, row)));

    private static bool IsOf(ReconciliationGap gap, ReconciliationRow row) => (gap.Day, gap.Provider, gap.Model, gap.Currency) == (row.Day, row.Provider, row.Model, row.Currency);

    private static JsonObject Describe(List<ReconciliationRow> found, decimal share)
    {
        var largest = found.MaxBy(row => Math.Abs(row.Gap))!;
        return new JsonObject
        {
            ["gaps"] = found.Count,
            ["threshold"] = share.ToString(CultureInfo.InvariantCulture),
            ["day"] = largest.Day.ToString("O", CultureInfo.InvariantCulture),
            ["provider"] = largest.Provider,
            ["model"] = largest.Model,
            ["billed"] = largest.Billed.ToString(CultureInfo.InvariantCulture),
            ["metered"] = largest.Metered.ToString(CultureInfo.InvariantCulture),
            ["currency"] = largest.Currency,
        };
    }
}
