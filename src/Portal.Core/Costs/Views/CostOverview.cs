using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Views;

/// <param name="Month">Any day of it.</param>
/// <param name="By">By what the breakdowns tell costs apart.</param>
/// <param name="Team">Null for the whole organisation.</param>
public sealed record CostOverviewRequest(DateOnly Month, CostDimension By, CostMeasure Measure = CostMeasure.Effective, CostBasis Basis = CostBasis.Billed, TeamId? Team = null);

/// <param name="AsOf">The last day of the month of which something is known; null for none.</param>
/// <param name="Now">What the month cost until then.</param>
/// <param name="Before">What the same days of the month before cost.</param>
/// <param name="Months">Twelve months, this one last.</param>
/// <param name="Days">The days of this month and the one before.</param>
/// <param name="Changes">By the dimension, the largest change first.</param>
/// <param name="Unallocated">Of this month, without a team.</param>
/// <param name="Categories">This month by kind of charge: usage, purchases, tax, credits, corrections.</param>
/// <param name="Units">Of this month.</param>
/// <param name="UnitsBefore">Of the whole month before.</param>
/// <param name="Apart">Amounts in currencies without a rate, which are in no total.</param>
/// <param name="Missing">Which rate is missing, where one is.</param>
/// <param name="HasAny">False while the tenant has no costs of this basis at all.</param>
public sealed record CostOverviewView(
    MonthComparison Comparison, DateOnly? AsOf, string Currency, decimal Now, decimal Before, CostPivot Months, CostPivot Days, IReadOnlyList<CostChange> Changes, decimal Unallocated,
    CostPivot Categories, UnitFigures Units, UnitFigures UnitsBefore, IReadOnlyList<Money> Apart, Refusal? Missing, bool HasAny);

/// <summary>A month's costs at a glance, for who pays.</summary>
public sealed class CostOverview(PortalDatabase database, TimeProvider clock)
{
    /// <summary>After so many days no charge of a month is waited for any more.</summary>
    private const int LongestWait = 7;

    public const int MonthsShown = 12;

    public async Task<CostOverviewView> ReadAsync(Actor actor, CostOverviewRequest request, CancellationToken ct)
    {
        var month = new DateOnly(request.Month.Year, request.Month.Month, 1);
        await using var db = database.Open(actor.Tenant);
        var conversion = await TenantConversion.ReadAsync(db, ct);
        var ofDays = new CostQuery(request.Basis, CostGrain.Day, month.AddMonths(-1), month.AddMonths(1), request.Team);
        var ofMonths = ofDays with { Grain = CostGrain.Month, From = month.AddMonths(1 - MonthsShown) };
        var days = ConvertedCosts.Of(await CostCells.ReadAsync(db, ofDays, ct), conversion, request.Measure);
        var months = ConvertedCosts.Of(await CostCells.ReadAsync(db, ofMonths, ct), conversion, request.Measure);
        var names = await CostNames.ReadAsync(db, request.By, ct);
        var hasAny = months.Cells.Count > 0 || months.Apart.Count > 0 || await db.CostSubjects.AnyAsync(subject => subject.Basis == request.Basis, ct);
        var isSettled = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) >= month.AddMonths(1).AddDays(LongestWait);
        return View(month, request.By, days, months, names, ofDays, ofMonths, isSettled) with { HasAny = hasAny };
    }

    private static CostOverviewView View(
        DateOnly month, CostDimension by, ConvertedCosts days, ConvertedCosts months, IReadOnlyDictionary<string, string> names, CostQuery ofDays, CostQuery ofMonths, bool isSettled)
    {
        var inMonth = days.Cells.Where(cell => cell.Start >= month).ToList();
        var asOf = inMonth.Count == 0 ? (DateOnly?)null : inMonth.Max(cell => cell.Start);

        // A month that is long over is whole, also where nothing was spent on its last days.
        var comparison = MonthComparison.Of(month, asOf is not null && isSettled ? month.AddMonths(1).AddDays(-1) : asOf);
        var byDay = CostPivot.Of(days, by, CostBreakdown.PeriodsOf(ofDays), names);
        return new(
            comparison,
            asOf,
            days.Currency,
            inMonth.Sum(cell => cell.Amount),
            days.Cells.Where(cell => comparison.IsBefore(cell.Start)).Sum(cell => cell.Amount),
            CostPivot.Of(months, by, CostBreakdown.PeriodsOf(ofMonths), names),
            byDay,
            CostChange.Of(byDay, comparison),
            inMonth.Where(cell => cell.Subject.TeamId is null).Sum(cell => cell.Amount),
            CostPivot.Of(days with { Cells = inMonth }, CostDimension.Category, CostBreakdown.PeriodsOf(ofDays), names),
            UnitFigures.Of(inMonth),
            UnitFigures.Of(days.Cells.Where(cell => cell.Start < month)),
            months.Apart,
            months.Missing,
            HasAny: true);
    }
}
