using Quartz;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>The clock's tick for monitors: what is due is queued, what is queued is measured.</summary>
[DisallowConcurrentExecution]
internal sealed class RunMonitorsJob(MonitorRunner runner) : IJob
{
    public static JobKey Key { get; } = new("run-monitors");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await runner.StartDueAsync(cancellationToken);
}
