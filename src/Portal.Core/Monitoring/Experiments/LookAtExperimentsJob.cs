using Quartz;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>The clock's tick for running experiments.</summary>
[DisallowConcurrentExecution]
internal sealed class LookAtExperimentsJob(DueExperiments due) : IJob
{
    public static JobKey Key { get; } = new("look-at-experiments");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.RunAsync(cancellationToken);
}
