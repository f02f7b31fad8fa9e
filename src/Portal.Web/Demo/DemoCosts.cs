using Portal.Core;
using Portal.Core.Costs;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Currencies;
using Portal.Core.Placement;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// The money of a demo tenant: its executive enters rates, writes the rules of allocation and imports a year of invented bills, sets budgets
/// and describes where work could run, all through the acts of the pages. What is there already is left alone.
/// </summary>
public sealed partial class DemoCosts(
    DemoMembers members, CostSettingsDetail settings, EditCostSettings edit, EnterExchangeRate enter, ChargeSourceList sources, CreateChargeSource create, SaveAllocationRule save, ImportCharges import,
    DemoMetering metering, CreateBudget budget, AddPlacementOption place, CreateWorkload workload, KeepComparison compare, TimeProvider clock, ILogger<DemoCosts> log)
{
    private const string Why = "The demonstration's organisation keeps its books in this currency.";

    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        if (plan.Costs is not { } costs)
        {
            return;
        }

        var executive = await members.WithAsync(Role.Executive, tenant, ct);
        if ((await sources.ReadAsync(executive, ct)).Count > 0)
        {
            return;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var refusal = await SettleAsync(executive, costs, today, ct) ?? await ImportAsync(executive, costs, today, ct) ?? await metering.RunAsync(tenant, costs, ct) ?? await LimitAsync(executive, costs, ct) ?? await PlaceAsync(executive, costs, ct);
        if (refusal is not null)
        {
            Log.Ended(log, tenant.Name, refusal.Sentence);
        }
    }

    private async Task<Refusal?> SettleAsync(Actor executive, DemoCostPlan costs, DateOnly today, CancellationToken ct)
    {
        var current = await settings.FindAsync(executive, ct);
        if (current.Currency != costs.Currency && (await edit.RunAsync(executive, new EditCostSettingsRequest(current.Revision, costs.Currency, Why), ct)).Refusal is { } unset)
        {
            return unset;
        }

        foreach (var rate in costs.Rates)
        {
            if ((await enter.RunAsync(executive, new(today.AddDays(-rate.DaysAgo), rate.From, costs.Currency, rate.Rate, "Invented rate of the demonstration"), ct)).Refusal is { } wrong)
            {
                return wrong;
            }
        }

        foreach (var rule in costs.Allocation)
        {
            if ((await save.RunAsync(executive, new SaveAllocationRuleRequest(rule), ct)).Refusal is { } unwritten)
            {
                return unwritten;
            }
        }

        return null;
    }

    private async Task<Refusal?> ImportAsync(Actor executive, DemoCostPlan costs, DateOnly today, CancellationToken ct)
    {
        foreach (var source in costs.Sources)
        {
            if ((await create.RunAsync(executive, new CreateChargeSourceRequest(source.Name, source.Provider, Description: source.Description), ct)).Refusal is { } taken)
            {
                return taken;
            }

            var billed = costs.Usage.FirstOrDefault(one => one.Source == source.Bills);
            using var bill = new MemoryStream(DemoChargeFile.Write(source, today, billed is null ? null : new DemoRequests(billed, today)), writable: false);
            if ((await import.RunAsync(executive, new ReceiveChargesRequest(source.Name, $"{source.Name}.csv", bill), ct)).Refusal is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private async Task<Refusal?> LimitAsync(Actor executive, DemoCostPlan costs, CancellationToken ct)
    {
        foreach (var limit in costs.Budgets)
        {
            if ((await budget.RunAsync(executive, new CreateBudgetRequest(limit, "The plan of the year."), ct)).Refusal is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private async Task<Refusal?> PlaceAsync(Actor executive, DemoCostPlan costs, CancellationToken ct)
    {
        foreach (var option in costs.Places)
        {
            if ((await place.RunAsync(executive, new AddPlacementOptionRequest(option.Name, option.Terms), ct)).Refusal is { } refused)
            {
                return refused;
            }
        }

        foreach (var work in costs.Workloads)
        {
            if (((await workload.RunAsync(executive, new CreateWorkloadRequest(work.Name, work.Draft), ct)).Refusal
                ?? (await compare.RunAsync(executive, new KeepComparisonRequest(work.Name), ct)).Refusal) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, Message = "The costs of {Tenant} were not told to the end: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string sentence);
    }
}
