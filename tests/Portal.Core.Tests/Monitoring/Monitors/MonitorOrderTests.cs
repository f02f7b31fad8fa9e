using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>Whatever people and machines do to a monitor, in whatever order: each window has one run in the end, and none is left out.</summary>
public sealed class MonitorOrderTests
{
    private const int Steps = 3;
    private static readonly Step[] s_steps = [Step.Pause, Step.RunNow, Step.Crash];

    private enum Step
    {
        /// <summary>Or resume, where it rests.</summary>
        Pause,
        RunNow,

        /// <summary>The node dies that holds the oldest run.</summary>
        Crash,
    }

    [Fact]
    public async Task AnyOrder_OneRunForEachWindow_NoneLeftOut()
    {
        await using var world = await MonitorWorld.StartAsync();
        var ways = Ways(Steps).ToList();
        for (var i = 0; i < ways.Count; i++)
        {
            await world.CreateAsync(MonitorWorld.Daily($"way-{i}"));
        }

        for (var step = 0; step < Steps; step++)
        {
            world.Portal.Clock.Advance(TimeSpan.FromDays(1));
            await world.Portal.Get<QueueDueWindows>().RunAsync(world.Portal.Tenant, TestContext.Current.CancellationToken);
            for (var i = 0; i < ways.Count; i++)
            {
                await DoAsync(world, $"way-{i}", ways[i][step]);
            }

            await world.DrainAsync();
        }

        await EndAsync(world, ways.Count);

        var expected = Enumerable.Range(3, Steps + 1).Select(day => new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero)).ToList();
        foreach (var (way, i) in ways.Select((way, i) => (way, i)))
        {
            var runs = await world.RunsAsync($"way-{i}");
            Assert.True(expected.SequenceEqual(runs.Select(run => run.WindowTo)), $"{string.Join(", ", way)}: {string.Join(", ", runs.Select(run => run.WindowTo))}");
            Assert.All(runs, run => Assert.Equal(MonitorRunState.Completed, run.State));
        }
    }

    /// <summary>All go on, what was lost comes back, and the clock comes by once more.</summary>
    private static async Task EndAsync(MonitorWorld world, int monitors)
    {
        for (var i = 0; i < monitors; i++)
        {
            await world.Portal.Get<ResumeMonitor>().RunAsync(world.Data.Scientist, new($"way-{i}"), CancellationToken.None);
        }

        await world.DayAsync();
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.DrainAsync();
    }

    private static async Task DoAsync(MonitorWorld world, string name, Step step)
    {
        switch (step)
        {
            case Step.Pause when (await world.Portal.Get<PauseMonitor>().RunAsync(world.Data.Scientist, new(name, "For a test."), CancellationToken.None)).Refusal is not null:
                await world.Portal.Get<ResumeMonitor>().RunAsync(world.Data.Scientist, new(name), CancellationToken.None);
                break;
            case Step.RunNow:
                await world.Portal.Get<RunMonitorNow>().RunAsync(world.Data.Scientist, new(name), CancellationToken.None);
                break;
            case Step.Crash:
                await CrashAsync(world, name);
                break;
        }
    }

    private static async Task CrashAsync(MonitorWorld world, string name)
    {
        var (now, runs) = (world.Portal.Clock.GetUtcNow(), await world.RunsAsync(name));
        if (runs.FirstOrDefault(run => run.State == MonitorRunState.Queued) is { } oldest)
        {
            await using var db = world.Portal.Open();
            await db.MonitorRuns.Where(row => row.Id == oldest.Id).ExecuteUpdateAsync(
                row => row.SetProperty(dead => dead.State, MonitorRunState.Running).SetProperty(dead => dead.LeaseOwner, "dead").SetProperty(dead => dead.LeaseUntil, now + MonitorRunRules.Lease).SetProperty(dead => dead.Attempt, 1));
        }
    }

    private static IEnumerable<Step[]> Ways(int length) => length == 0 ? [[]] : from way in Ways(length - 1) from step in s_steps select (Step[])[.. way, step];
}
