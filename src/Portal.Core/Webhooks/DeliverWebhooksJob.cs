using Quartz;

namespace Portal.Core.Webhooks;

[DisallowConcurrentExecution]
internal sealed class DeliverWebhooksJob(WebhookDispatcher dispatcher) : IJob
{
    public static JobKey Key { get; } = new("deliver-webhooks");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await dispatcher.RunAsync(cancellationToken);
}
