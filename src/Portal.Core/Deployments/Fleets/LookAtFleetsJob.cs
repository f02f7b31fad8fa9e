using Quartz;

namespace Portal.Core.Deployments.Fleets;

/// <summary>The clock's tick for rollouts in fleets.</summary>
[DisallowConcurrentExecution]
internal sealed class LookAtFleetsJob(DueFleets due) : IJob
{
    public static JobKey Key { get; } = new("look-at-fleets");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.RunAsync(cancellationToken);
}
