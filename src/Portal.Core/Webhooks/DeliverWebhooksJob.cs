using Quartz;

namespace Portal.Core.Webhooks;

/// <summary>Starts a run and does not wait for receivers that take their time: the next run serves the others meanwhile. What goes wrong in a run is logged there, tenant by tenant.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliverWebhooksJob(WebhookDispatcher dispatcher) : IJob
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static JobKey Key { get; } = new("deliver-webhooks");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var run = dispatcher.RunAsync(dispatcher.Ending);
        if (await Task.WhenAny(run, Task.Delay(s_patience, cancellationToken)) == run)
        {
            await run;
        }
    }
}
