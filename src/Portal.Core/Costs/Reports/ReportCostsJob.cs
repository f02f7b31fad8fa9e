using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Reports;

/// <summary>The clock's tick for reports of costs: every tenant's that are due.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ReportCostsJob(TenantDirectory tenants, ReportCosts report, ILogger<ReportCostsJob> logger) : IJob
{
    public static JobKey Key { get; } = new("report-costs");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            try
            {
                await report.RunAsync(Actor.ForJob(tenant.Id, Key.Name), cancellationToken);
            }
            catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
            {
                // One tenant's defect is no reason to keep the others waiting.
                Log.Failed(logger, tenant.Name, defect);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1890, Level = LogLevel.Error, Message = "The costs of {Tenant} could not be reported")]
        public static partial void Failed(ILogger logger, string tenant, Exception defect);
    }
}
