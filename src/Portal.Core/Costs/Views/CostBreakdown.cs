using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Views;

/// <param name="Query">The time and what is looked at.</param>
/// <param name="By">By what it is told apart.</param>
public sealed record CostBreakdownRequest(CostQuery Query, CostDimension By, CostMeasure Measure = CostMeasure.Effective);

/// <param name="Apart">Amounts in currencies without a rate, which are in no total.</param>
/// <param name="Missing">Which rate is missing, where one is.</param>
public sealed record CostBreakdownView(CostPivot Pivot, IReadOnlyList<Money> Apart, Refusal? Missing);

/// <summary>The tenant's costs by a dimension and period, in its currency.</summary>
public sealed class CostBreakdown(PortalDatabase database)
{
    /// <summary>More periods than a table or chart of them can show.</summary>
    private const int MostPeriods = 400;

    public async Task<Outcome<CostBreakdownView>> ReadAsync(Actor actor, CostBreakdownRequest request, CancellationToken ct)
    {
        if (Refuses(request.Query) is { } invalid)
        {
            return invalid;
        }

        await using var db = database.Open(actor.Tenant);
        var costs = ConvertedCosts.Of(await CostCells.ReadAsync(db, request.Query, ct), await TenantConversion.ReadAsync(db, ct), request.Measure);
        var pivot = CostPivot.Of(costs, request.By, PeriodsOf(request.Query), await CostNames.ReadAsync(db, request.By, ct));
        return new CostBreakdownView(pivot, costs.Apart, costs.Missing);
    }

    public static IReadOnlyList<DateOnly> PeriodsOf(CostQuery query)
    {
        var periods = new List<DateOnly>();
        for (var start = query.From; start < query.Until; start = query.Grain == CostGrain.Day ? start.AddDays(1) : start.AddMonths(1))
        {
            periods.Add(start);
        }

        return periods;
    }

    private static Refusal? Refuses(CostQuery query) =>
        query.Until <= query.From ? Refusal.Invalid("until", "The end is after the beginning.")
        : query.Grain == CostGrain.Month && (query.From.Day != 1 || query.Until.Day != 1) ? Refusal.Invalid("from", "Months begin and end on the first of a month.")
        : query.Grain == CostGrain.Day && query.Until.DayNumber - query.From.DayNumber > MostPeriods ? Refusal.Invalid("from", $"At most {MostPeriods} days are shown day by day; ask for months.")
        : query.Grain == CostGrain.Month && query.Until.DayNumber - query.From.DayNumber > MostPeriods * 31 ? Refusal.Invalid("from", $"At most {MostPeriods} months are shown.")
        : null;
}
