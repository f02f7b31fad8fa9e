using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Portal.Core.Storage.Jobs;

/// <summary>A job of a room: what the clock starts regularly, and at once when there is new work.</summary>
public sealed record PortalJob(Type Type, JobKey Key, TimeSpan Every);

/// <summary>
/// Quartz is the clock and nothing else: the jobs ask our rows what is due, so its own schedule may live in memory and be lost.
/// </summary>
public static class PortalJobs
{
    public static IServiceCollection AddPortalJob<TJob>(this IServiceCollection services, JobKey key, TimeSpan every)
        where TJob : class, IJob => services
        .AddTransient<TJob>()
        .AddSingleton(new PortalJob(typeof(TJob), key, every));

    /// <summary>Starts the clock with the host. Only a serving host does: commands and tests call what the jobs call.</summary>
    public static IServiceCollection AddPortalClock(this IServiceCollection services) => services
        .AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.AddJobListener<ClockListener>();
        })
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = false)
        .AddHostedService<JobStarter>();

    private sealed class JobStarter(ISchedulerFactory schedulers, IEnumerable<PortalJob> jobs, WorkSignal signal, ClockLog log) : IHostedService
    {
        /// <summary>Who comes as seldom as this has nothing to do for whoever waits.</summary>
        private static readonly TimeSpan s_seldom = TimeSpan.FromMinutes(10);

        private readonly ConcurrentDictionary<JobKey, bool> _kicked = [];
        private IScheduler? _scheduler;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            _scheduler = await schedulers.GetScheduler(cancellationToken);
            foreach (var job in jobs)
            {
                var detail = JobBuilder.Create().OfType(job.Type).WithIdentity(job.Key).StoreDurably().Build();
                var trigger = TriggerBuilder.Create().ForJob(job.Key).StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(job.Every).RepeatForever()).Build();
                await _scheduler.ScheduleJob(detail, trigger, cancellationToken: cancellationToken);
            }

            signal.Raised += Kick;
            log.Asked += Run;
            log.Begun += Forget;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            signal.Raised -= Kick;
            log.Asked -= Run;
            log.Begun -= Forget;
            return Task.CompletedTask;
        }

        private void Run(object? sender, ClockJobEventArgs e) => _ = _scheduler!.TriggerJob(new JobKey(e.Name)).AsTask();

        private void Kick(object? sender, EventArgs e)
        {
            foreach (var job in jobs.Where(job => job.Every < s_seldom && _kicked.TryAdd(job.Key, true)))
            {
                // Not awaited: whoever raised the signal has done its work, and the next tick makes up for a lost kick.
                _ = _scheduler!.TriggerJob(job.Key).AsTask();
            }
        }

        /// <summary>From here on it looks at what is due; until then one kick stands for all.</summary>
        private void Forget(object? sender, ClockJobEventArgs e) => _kicked.TryRemove(new JobKey(e.Name), out _);
    }
}
