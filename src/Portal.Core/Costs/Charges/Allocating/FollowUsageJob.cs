using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Charges;

/// <summary>The clock's tick for usage that came after shared costs were split by it.</summary>
[DisallowConcurrentExecution]
internal sealed partial class FollowUsageJob(TenantDirectory tenants, FollowUsage follow, ChargeRunner runner, ILogger<FollowUsageJob> logger) : IJob
{
    public static JobKey Key { get; } = new("follow-usage");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            try
            {
                await follow.RunAsync(tenant.Id, cancellationToken);
            }
            catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
            {
                // One tenant's defect is no reason to show another one old shares.
                Log.Failed(logger, tenant.Name, defect);
            }
        }

        await runner.StartDueAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2202, Level = LogLevel.Error, Message = "Whether shared costs of {Tenant} follow usage could not be found out; it is tried again")]
        public static partial void Failed(ILogger logger, string tenant, Exception defect);
    }
}
