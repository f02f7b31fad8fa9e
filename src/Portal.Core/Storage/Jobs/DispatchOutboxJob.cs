using Quartz;

namespace Portal.Core.Storage.Jobs;

[DisallowConcurrentExecution]
internal sealed class DispatchOutboxJob(OutboxDispatcher dispatcher) : IJob
{
    public static JobKey Key { get; } = new("dispatch-outbox");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await dispatcher.RunAsync(cancellationToken);
}
