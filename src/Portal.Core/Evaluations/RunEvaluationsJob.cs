using Quartz;

namespace Portal.Core.Evaluations;

/// <summary>The clock's tick for the queue of evaluations.</summary>
[DisallowConcurrentExecution]
internal sealed class RunEvaluationsJob(EvaluationRunner runner) : IJob
{
    public static JobKey Key { get; } = new("run-evaluations");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await runner.StartDueAsync(cancellationToken);
}
