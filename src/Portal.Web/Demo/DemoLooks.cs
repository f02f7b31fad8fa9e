using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Savings;

namespace Portal.Web.Demo;

/// <summary>The clock looks at budgets, unusual days and savings now and then; a visitor of the demo need not wait for it.</summary>
public sealed class DemoLooks(LookAtBudgets budgets, LookForAnomalies anomalies, FindSavings savings)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await budgets.RunAsync(ct);
        await anomalies.RunAsync(ct);
        await savings.RunAsync(ct, again: true);
    }
}
