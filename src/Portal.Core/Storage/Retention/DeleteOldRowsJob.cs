using Quartz;

namespace Portal.Core.Storage.Retention;

[DisallowConcurrentExecution]
internal sealed class DeleteOldRowsJob(DeleteOldRows delete) : IJob
{
    public static JobKey Key { get; } = new("delete-old-rows");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await delete.RunAsync(cancellationToken);
}
