using Quartz;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>The clock's tick for rollouts whose hold time is over.</summary>
[DisallowConcurrentExecution]
internal sealed class AdvanceRolloutsJob(DueRollouts due) : IJob
{
    public static JobKey Key { get; } = new("advance-rollouts");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.RunAsync(cancellationToken);
}
