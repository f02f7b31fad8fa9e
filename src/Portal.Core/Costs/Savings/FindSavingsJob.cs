using Quartz;

namespace Portal.Core.Costs.Savings;

/// <summary>The clock's tick for savings; each tenant is looked at once a day.</summary>
[DisallowConcurrentExecution]
internal sealed class FindSavingsJob(FindSavings find) : IJob
{
    public static JobKey Key { get; } = new("find-savings");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await find.RunAsync(cancellationToken);
}
