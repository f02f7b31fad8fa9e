using Quartz;

namespace Portal.Core.Placement;

/// <summary>The clock's tick for workloads whose places are to be compared anew.</summary>
[DisallowConcurrentExecution]
internal sealed class ComparePlacesJob(DueComparisons due) : IJob
{
    public static JobKey Key { get; } = new("compare-places");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.RunAsync(cancellationToken);
}
