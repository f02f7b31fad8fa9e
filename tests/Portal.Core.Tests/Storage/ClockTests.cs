using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core.Storage.Jobs;
using Quartz;

namespace Portal.Core.Tests.Storage;

/// <summary>New work starts the jobs at once, and much new work starts them no oftener than they can look.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Signals_WhileAJobRuns_StandInOneKick_AndWakeNoSeldomJob()
    {
        var ct = TestContext.Current.CancellationToken;
        var work = new Work();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(work).AddSingleton<WorkSignal>().AddSingleton<ClockLog>().AddSingleton<IHostApplicationLifetime, Begun>()
            .AddPortalJob<OftenJob>(new JobKey("often"), TimeSpan.FromMinutes(5))
            .AddPortalJob<SeldomJob>(new JobKey("seldom"), TimeSpan.FromHours(1))
            .AddPortalClock().BuildServiceProvider();
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(ct);
        }

        await work.Entered.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
        for (var i = 0; i < 100; i++)
        {
            services.GetRequiredService<WorkSignal>().Raise();
        }

        var clock = services.GetRequiredService<ClockLog>();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(ct);
        await UntilAsync(() => clock.List().Single(job => job.Name == "seldom") is { Runs: 1, IsRunning: false }, ct);
        Assert.InRange((await scheduler.GetTriggersOfJob(new JobKey("often"), ct)).Count, 1, 3);
        work.Gate.SetResult();
        await UntilAsync(() => clock.List().Single(job => job.Name == "often") is { Runs: >= 2, IsRunning: false }, ct);

        Assert.InRange(work.Runs, 2, 3);
        Assert.Equal(1, clock.List().Single(job => job.Name == "seldom").Runs);
        foreach (var service in hosted.AsEnumerable().Reverse())
        {
            await service.StopAsync(ct);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken ct)
    {
        for (var i = 0; i < 300 && !isSo(); i++)
        {
            await Task.Delay(100, ct);
        }

        Assert.True(isSo());
    }

    private sealed class Work
    {
        private int _runs;

        public int Runs => _runs;

        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Gate { get; } = new();

        public Task RunAsync()
        {
            Interlocked.Increment(ref _runs);
            Entered.TrySetResult();
            return Gate.Task;
        }
    }

    [DisallowConcurrentExecution]
    private sealed class OftenJob(Work work) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await work.RunAsync();
    }

    private sealed class SeldomJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    /// <summary>A host that has started and never stops.</summary>
    private sealed class Begun : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
