using Quartz;

namespace Portal.Core.Storage.Jobs;

/// <summary>Tells the log what the clock does.</summary>
internal sealed class ClockListener(ClockLog log) : IJobListener
{
    public string Name => "clock-log";

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        log.Started(context.JobDetail.Key.Name);
        return ValueTask.CompletedTask;
    }

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        // A run that somebody asked for has a trigger of its own, which never comes again.
        log.Ended(context.JobDetail.Key.Name, context.NextFireTimeUtc, jobException is null ? null : (jobException.InnerException ?? jobException).GetType().Name);
        return ValueTask.CompletedTask;
    }
}
