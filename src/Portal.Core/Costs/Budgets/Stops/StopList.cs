using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets.Stops;

/// <param name="Since">When the clock first saw it stop; null while it does not, or not for a minute yet.</param>
public sealed record StopRow(StopStanding Standing, string Where, DateTimeOffset? Since);

/// <param name="Rows">Those that stop first; empty where no budget asks for it.</param>
public sealed record StopListView(IReadOnlyList<StopRow> Rows);

/// <summary>Every hard stop of the tenant, and which of them stop at this moment.</summary>
public sealed class StopList(PortalDatabase database, TimeProvider clock)
{
    public async Task<StopListView> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var budgets = await db.Budgets.AsNoTracking().Where(row => row.HardStop && row.EndedAt == null).ToListAsync(ct);
        var standings = await new SpentNow(db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).OfAsync(budgets, ct);
        var since = await OpenStops.SinceAsync(db, ct);
        var rows = await db.Budgets.AsNoTracking().Where(row => row.HardStop && row.EndedAt == null).Select(BudgetList.Row(db)).ToListAsync(ct);
        var where = rows.ToDictionary(row => row.Id, row => row.Where);
        return new([.. StopRules.InOrder(standings).Select(one => new StopRow(one, where.GetValueOrDefault(one.Id, ""), one.Stops && since.TryGetValue(one.Id, out var began) ? began : null))]);
    }
}

/// <summary>The stops that last.</summary>
internal static class OpenStops
{
    public static async Task<IReadOnlyDictionary<BudgetId, DateTimeOffset>> SinceAsync(PortalDbContext db, CancellationToken ct) =>
        await db.BudgetStops.AsNoTracking().Where(row => row.EndedAt == null).ToDictionaryAsync(row => row.BudgetId, row => row.BeganAt, ct);
}
