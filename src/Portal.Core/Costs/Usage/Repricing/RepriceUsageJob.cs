using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Usage.Repricing;

/// <summary>The clock's tick for prices that were entered for the past.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RepriceUsageJob(TenantDirectory tenants, RepriceUsage reprice, ILogger<RepriceUsageJob> logger) : IJob
{
    public static JobKey Key { get; } = new("reprice-usage");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            try
            {
                await reprice.RunAsync(tenant.Id, cancellationToken);
            }
            catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
            {
                // One tenant's defect is no reason to show another one old costs.
                Log.Failed(logger, tenant.Name, defect);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2402, Level = LogLevel.Error, Message = "Usage of {Tenant} could not be priced anew; it is tried again")]
        public static partial void Failed(ILogger logger, string tenant, Exception defect);
    }
}
