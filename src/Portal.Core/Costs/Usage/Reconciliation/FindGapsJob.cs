using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Usage.Reconciliation;

/// <summary>The clock's tick for comparing bills with usage.</summary>
[DisallowConcurrentExecution]
internal sealed partial class FindGapsJob(TenantDirectory tenants, FindGaps find, ILogger<FindGapsJob> logger) : IJob
{
    public static JobKey Key { get; } = new("reconcile-costs");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            try
            {
                await find.RunAsync(tenant.Id, cancellationToken);
            }
            catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
            {
                // One tenant's defect is no reason to look at nobody's bill.
                Log.Failed(logger, tenant.Name, defect);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2403, Level = LogLevel.Error, Message = "The bill of {Tenant} could not be compared with its usage; it is tried again")]
        public static partial void Failed(ILogger logger, string tenant, Exception defect);
    }
}
