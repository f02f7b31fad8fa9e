using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Savings.Finding;
using Portal.Core.Costs.Sums;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Savings;

/// <summary>
/// What was really saved: the last whole month before a saving was accepted against the first whole one after it was done, both as billed
/// or both as metered. A month counts when it is known whole: usage at once, a bill when the provider has billed something later, or when
/// another month is over.
/// </summary>
internal static class MeasureSavings
{
    /// <returns>How many were measured.</returns>
    public static async Task<int> RunAsync(PortalDbContext db, IReadOnlyList<FoundSaving> rows, DateTimeOffset now, CancellationToken ct)
    {
        var (measured, thisMonth) = (0, FirstOf(now));
        foreach (var row in rows.Where(row => row is { State: SavingState.Done, Realised: null, DoneAt: not null, DecidedAt: not null } && FirstOf(row.DoneAt.Value).AddMonths(2) <= thisMonth))
        {
            if (await ReadAsync(db, row, FirstOf(row.DecidedAt!.Value).AddMonths(-1), FirstOf(row.DoneAt!.Value).AddMonths(1), now, ct) is { } realised)
            {
                row.Realised = realised;
                measured++;
            }
        }

        return measured;
    }

    internal static DateOnly FirstOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    /// <summary>Null while it cannot be said.</summary>
    private static async Task<RealisedSaving?> ReadAsync(PortalDbContext db, FoundSaving row, DateOnly before, DateOnly after, DateTimeOffset now, CancellationToken ct)
    {
        var conversion = new Conversion(row.Currency, await TenantConversion.RatesAsync(db, row.Currency, ct));
        var basis = (await CellsAsync(db, row, CostBasis.Billed, before, ct)).Count > 0 ? CostBasis.Billed : CostBasis.Metered;
        if (basis == CostBasis.Billed && after.AddMonths(1) >= FirstOf(now) && !await IsBilledSinceAsync(db, row, after.AddMonths(1), ct))
        {
            return null;
        }

        if (CostOf(await CellsAsync(db, row, basis, before, ct), conversion) is not (> 0 and var was) || CostOf(await CellsAsync(db, row, basis, after, ct), conversion) is not { } became)
        {
            return null;
        }

        var (requestsBefore, requestsAfter) = await RequestsAsync(db, row, basis, before, after, ct);
        return SavingReading.Realised(new MonthOfCost(before, was, requestsBefore), new MonthOfCost(after, became, requestsAfter), DateOnly.FromDateTime(now.UtcDateTime));
    }

    /// <summary>The same provider's money, whoever's it is, so that a bill that was never imported is not taken for a saving.</summary>
    private static async Task<bool> IsBilledSinceAsync(PortalDbContext db, FoundSaving row, DateOnly from, CancellationToken ct) =>
        (await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, CostGrain.Month, from, DateOnly.MaxValue, Provider: row.Provider.Length > 0 ? row.Provider : null), ct)).Count > 0;

    private static async Task<IReadOnlyList<CostCell>> CellsAsync(PortalDbContext db, FoundSaving row, CostBasis basis, DateOnly month, CancellationToken ct)
    {
        var query = new CostQuery(basis, CostGrain.Month, month, month.AddMonths(1), Provider: row.Provider.Length > 0 ? row.Provider : null);
        return [.. (await CostCells.ReadAsync(db, query, ct)).Where(cell => !cell.Subject.IsCorrection && IsOf(row, cell.Subject))];
    }

    /// <summary>What is of no model is not what is of any.</summary>
    private static bool IsOf(FoundSaving row, CostSubject subject) => row.Kind == SavingKind.UnusedReservation
        ? subject.IsUnused && SavingFinders.SubjectOf(new UnusedCommitment(subject.TeamId, subject.Provider, subject.Service, subject.Sku, row.Currency, 0)) == row.Subject
        : subject.ModelId == row.ModelId && subject.EnvironmentId == row.EnvironmentId && (row.ModelId is not null || subject.TeamId == row.TeamId);

    /// <summary>Null where a rate is missing: another currency's money is never left out.</summary>
    private static decimal? CostOf(IReadOnlyList<CostCell> cells, Conversion conversion)
    {
        var sum = 0m;
        foreach (var cell in cells)
        {
            var money = conversion.Convert(new Money(cell.Amounts.Effective, cell.Subject.Currency), cell.Start);
            if (!money.IsOk)
            {
                return null;
            }

            sum += money.Value.Amount;
        }

        return sum;
    }

    /// <summary>Traffic of both months by the first that counted some in both: the costs themselves, usage of the same owner, what was observed. A commitment has none.</summary>
    private static async Task<(decimal Before, decimal After)> RequestsAsync(PortalDbContext db, FoundSaving row, CostBasis basis, DateOnly before, DateOnly after, CancellationToken ct)
    {
        if (row.Kind == SavingKind.UnusedReservation)
        {
            return (0, 0);
        }

        foreach (var counted in new[] { basis, CostBasis.Metered }.Distinct())
        {
            var (then, now) = (await CellsAsync(db, row, counted, before, ct), await CellsAsync(db, row, counted, after, ct));
            if (then.Sum(cell => cell.Amounts.Requests) is > 0 and var was && now.Sum(cell => cell.Amounts.Requests) is > 0 and var became)
            {
                return (was, became);
            }
        }

        return (await ObservedAsync(db, row, before, ct), await ObservedAsync(db, row, after, ct));
    }

    private static async Task<long> ObservedAsync(PortalDbContext db, FoundSaving row, DateOnly month, CancellationToken ct)
    {
        var (from, until) = (Begin(month), Begin(month.AddMonths(1)));
        return row is { ModelId: { } model, EnvironmentId: { } place }
            ? await db.WindowCounters.Where(hour => hour.ModelId == model && hour.EnvironmentId == place && hour.Hour >= from && hour.Hour < until).SumAsync(hour => hour.Rows, ct)
            : 0;
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
