using Portal.Core.Compliance;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Views;
using Portal.Core.Placement;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Costs;

/// <summary>All that the executive's page shows, read at once so that its parts speak of the same moment.</summary>
/// <param name="Outlook">Of the month that is not over; null for any other.</param>
/// <param name="Budgets">That hold now.</param>
/// <param name="Anomalies">That nobody has explained yet, the newest first.</param>
/// <param name="Savings">That nobody has decided on, the newest first.</param>
/// <param name="Workloads">Where another place would cost less.</param>
public sealed record CostsSeen(
    CostOverviewView View, SpendForecastView? Outlook, IReadOnlyList<BudgetRow> Budgets, IReadOnlyList<AnomalyRow> Anomalies, IReadOnlyList<SavingRow> Savings, SavingsView SavingTotals,
    IReadOnlyList<WorkloadRow> Workloads, PostureFigures Posture)
{
    /// <summary>What the month is expected to cost at its end; null where that cannot be said.</summary>
    public SpanOutlook? MonthEnd => Outlook?.Months[0] is { Expected: not null } end ? end : null;

    /// <summary>The tightest limit for all that is shown, in the same money; null where nobody set one.</summary>
    public BudgetRow? BudgetOf(CostOverviewRequest request) => Budgets.Where(row =>
        row is { Period: BudgetPeriod.Month, Team: null, Model: null, Environment: null } && request.Team is null && row.Currency == View.Currency && row.Basis == request.Basis && row.Measure == request.Measure).MinBy(row => row.Amount);
}

/// <summary>Asks the rooms for what the executive's page shows.</summary>
public sealed class CostsReader(
    CostOverview overview, SpendOutlooks outlooks, BudgetList budgets, AnomalyList anomalies, SavingsList savings, WorkloadList workloads, Posture posture, TimeProvider clock)
{
    private const int Most = 100;

    public async Task<CostsSeen> ReadAsync(Actor actor, CostOverviewRequest request, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var isNow = (request.Month.Year, request.Month.Month) == (today.Year, today.Month);
        var outlook = isNow ? await outlooks.ReadAsync(actor, new SpendForecastRequest(new SpendScope(request.Basis, request.Measure, request.Team), 1), ct) : null;
        var page = new PageRequest(Most);
        return new(
            await overview.ReadAsync(actor, request, ct),
            outlook?.Value,
            (await budgets.ReadAsync(actor, new BudgetListRequest(page), ct)).Value.Items,
            (await anomalies.ReadAsync(actor, new AnomalyListRequest(page, AnomalyState.Open), ct)).Value.Items,
            (await savings.ReadAsync(actor, new SavingsListRequest(page, SavingState.Open), ct)).Value.Items,
            await savings.SumAsync(actor, ct),
            [.. (await workloads.ReadAsync(actor, new WorkloadListRequest(page), ct)).Value.Items.Where(row => row.Saving is not null)],
            await posture.ReadAsync(actor, ct));
    }
}
