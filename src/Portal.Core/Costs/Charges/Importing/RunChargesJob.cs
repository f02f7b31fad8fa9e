using Quartz;

namespace Portal.Core.Costs.Charges;

/// <summary>The clock's tick for charges: queued files are read, and sums written anew where rules changed.</summary>
[DisallowConcurrentExecution]
internal sealed class RunChargesJob(ChargeRunner runner) : IJob
{
    public static JobKey Key { get; } = new("run-charges");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await runner.StartDueAsync();
}
