using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Monitoring.Observations.Retention;

/// <summary>The clock's tick for retention: every tenant's blocks whose time is over.</summary>
[DisallowConcurrentExecution]
internal sealed partial class DeleteOldBlocksJob(TenantDirectory tenants, DeleteOldBlocks delete, ILogger<DeleteOldBlocksJob> logger) : IJob
{
    public static JobKey Key { get; } = new("delete-old-observations");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            try
            {
                await delete.RunAsync(tenant.Id, cancellationToken);
            }
            catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
            {
                // One tenant's defect is no reason to keep another one's data longer than agreed.
                Log.Failed(logger, tenant.Name, defect);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1701, Level = LogLevel.Error, Message = "Old observations of {Tenant} could not be deleted")]
        public static partial void Failed(ILogger logger, string tenant, Exception defect);
    }
}
