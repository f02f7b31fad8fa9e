using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>Each window once: by schedule, after downtime, after a death, on several nodes.</summary>
public sealed class MonitorRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Schedule_EachWindowOnce_FromThatOfItsMakingOn(DatabaseProviderName provider)
    {
        await using var world = await MonitorWorld.StartAsync(provider);
        await world.CreateAsync(MonitorWorld.Daily("daily"));

        await world.DrainAsync();
        Assert.Empty(await world.RunsAsync());
        await world.DayAsync();
        await world.DrainAsync();
        await world.DayAsync();

        var runs = await world.RunsAsync();
        Assert.Equal([MonitorScheduleTests.Utc("2026-03-03T00:00"), MonitorScheduleTests.Utc("2026-03-04T00:00")], runs.Select(run => run.WindowTo));
        Assert.All(runs, run => Assert.Equal((MonitorRunState.Completed, WindowVerdict.Quiet, 1, 100L), (run.State, run.Verdict, run.Attempt, run.Rows)));
        Assert.Equal(["monitor.created", "monitor.due", "monitor.measured", "monitor.due", "monitor.measured"], await world.Data.TrailAsync("monitor."));
    }

    [Theory]
    [InlineData(30, 30, 0)]
    [InlineData(45, 31, 1)]
    public async Task Downtime_IsCaughtUpOnce_OldestFirst_AMonthBack(int days, int runs, int told)
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        var order = new List<DateTimeOffset>();
        world.MeasureAs((window, _) =>
        {
            order.Add(window.To);
            return Task.CompletedTask;
        });

        await world.DayAsync(days);
        await world.DrainAsync();

        Assert.Equal(runs, order.Count);
        Assert.Equal(order.Order(), order);
        Assert.Equal(runs, (await world.RunsAsync()).Count(run => run.State == MonitorRunState.Completed));
        Assert.Equal(told, (await world.Data.TrailAsync("monitor.windows-missed")).Length);
        Assert.Empty((await world.Data.TrailAsync("monitor.windows-missed")).Skip(1));
    }

    /// <summary>Two hundred in the same minute: no more at once than there are slots, and whoever opens a page meanwhile waits for none of them.</summary>
    [Fact]
    public async Task TwoHundredInTheSameMinute_AllEnd_AndPagesAreReadMeanwhile()
    {
        await using var world = await MonitorWorld.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            await world.CreateAsync(MonitorWorld.Daily($"daily-{i}"));
        }

        world.Portal.Clock.Advance(TimeSpan.FromDays(1));
        var draining = world.DrainAsync();
        var slowest = TimeSpan.Zero;
        var pages = 0;
        while (!draining.IsCompleted)
        {
            var began = System.Diagnostics.Stopwatch.StartNew();
            Assert.True((await world.Portal.Get<MonitorList>().ReadAsync(world.Data.Reviewer, new MonitorListRequest(new PageRequest()), Ct)).IsOk);
            slowest = slowest > began.Elapsed ? slowest : began.Elapsed;
            pages++;
        }

        await draining;
        TestContext.Current.TestOutputHelper?.WriteLine($"{pages} pages were read meanwhile, the slowest in {slowest.TotalMilliseconds:0} ms.");
        Assert.Equal(200, (await world.RunsAsync()).Count(run => run.State == MonitorRunState.Completed));
        Assert.InRange(world.MostAtOnce, 1, 2);
        Assert.True(slowest < TimeSpan.FromSeconds(5), $"The slowest page took {slowest}.");
    }

    [Theory, EveryDatabase]
    public async Task SeveralNodes_NoRunTwice(DatabaseProviderName provider)
    {
        await using var world = await MonitorWorld.StartAsync(provider);
        await world.CreateAsync(MonitorWorld.Daily("one"));
        await world.CreateAsync(MonitorWorld.Daily("two"));
        world.Portal.Clock.Advance(TimeSpan.FromDays(2));
        var (queue, claim, tenant) = (world.Portal.Get<QueueDueWindows>(), world.Portal.Get<ClaimMonitorRun>(), world.Portal.Tenant);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => queue.RunAsync(tenant, Ct), Ct)));
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(node => Task.Run(() => claim.RunAsync(tenant, $"node {node}", Ct), Ct)));

        Assert.Equal(4, (await world.RunsAsync()).Count);

        // One window of each monitor at a time, the oldest.
        var held = claims.OfType<ClaimedRun>().ToList();
        Assert.Equal(["one", "two"], held.Select(one => one.Monitor.Name).Order(StringComparer.Ordinal));
        Assert.All(held, one => Assert.Equal(MonitorScheduleTests.Utc("2026-03-03T00:00"), one.Window.To));
    }

    [Theory, EveryDatabase]
    public async Task Death_OfTheHolder_GivesTheRunBack_AndItsLateResultDoesNotCount(DatabaseProviderName provider)
    {
        await using var world = await MonitorWorld.StartAsync(provider);
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        world.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await world.Portal.Get<QueueDueWindows>().RunAsync(world.Portal.Tenant, Ct);
        var dead = (await world.Portal.Get<ClaimMonitorRun>().RunAsync(world.Portal.Tenant, "dead", Ct))!;
        await world.DrainAsync();
        Assert.Equal(MonitorRunState.Running, Assert.Single(await world.RunsAsync()).State);

        world.Portal.Clock.Advance(MonitorRunRules.Lease + TimeSpan.FromSeconds(1));
        await world.DrainAsync();
        await world.Portal.Get<EndMonitorRun>().RunAsync(dead, AttemptEnd.Measured, new WindowMeasured(null, WindowVerdict.Breach, "Late.", 1, []), Ct);

        var run = Assert.Single(await world.RunsAsync());
        Assert.Equal((MonitorRunState.Completed, WindowVerdict.Quiet, 2), (run.State, run.Verdict, run.Attempt));
        Assert.Equal(["monitor.run-requeued"], await world.Data.TrailAsync("monitor.run-"));
    }

    [Fact]
    public async Task Defect_IsTriedThreeTimes_ThenToldAndTriedByAPerson()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        world.MeasureAs((_, _) => throw new InvalidDataException("Broken."));
        await world.DayAsync();
        for (var i = 0; i < 4; i++)
        {
            world.Portal.Clock.Advance(TimeSpan.FromMinutes(5));
            await world.DrainAsync();
        }

        var failed = Assert.Single(await world.RunsAsync());
        Assert.Equal((MonitorRunState.Failed, 3), (failed.State, failed.Attempt));
        Assert.Equal("Measuring broke; the cause is in the server's log. It was tried 3 times and is not tried again by itself.", failed.FailureSentence);
        world.MeasureAs((_, _) => Task.CompletedTask);
        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<RetryMonitorRun>().RunAsync(world.Data.Reviewer, new(failed.Id), Ct)).Refusal?.Kind);
        Assert.True((await world.Portal.Get<RetryMonitorRun>().RunAsync(world.Data.Scientist, new(failed.Id), Ct)).IsOk);
        await world.DrainAsync();

        Assert.Equal(MonitorRunState.Completed, Assert.Single(await world.RunsAsync()).State);
        Assert.Equal("monitor-run.not-failed", (await world.Portal.Get<RetryMonitorRun>().RunAsync(world.Data.Scientist, new(failed.Id), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Cancel_ReachesARunningMeasurement()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        var entered = new TaskCompletionSource();
        world.MeasureAs((_, ct) =>
        {
            entered.SetResult();
            return Task.Delay(Timeout.Infinite, ct);
        });
        world.Portal.Clock.Advance(TimeSpan.FromDays(1));
        var draining = world.DrainAsync();
        await entered.Task;
        var run = Assert.Single(await world.RunsAsync());

        Assert.Equal(MonitorRunState.Running, (await world.Portal.Get<CancelMonitorRun>().RunAsync(world.Data.Officer, new(run.Id, "Not now."), Ct)).Value);
        await draining;

        Assert.Equal(MonitorRunState.Cancelled, Assert.Single(await world.RunsAsync()).State);
        Assert.Equal("monitor-run.ended", (await world.Portal.Get<CancelMonitorRun>().RunAsync(world.Data.Officer, new(run.Id), Ct)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Breach_IsFoundEachTime_AndToldWhenTheRowIsLongEnough(DatabaseProviderName provider)
    {
        await using var world = await MonitorWorld.StartAsync(provider);
        await world.CreateAsync(MonitorWorld.Daily("daily", inARow: 2));
        WindowVerdict[] windows = [WindowVerdict.Breach, WindowVerdict.NotEnoughData, WindowVerdict.Breach, WindowVerdict.Quiet];
        var told = new List<int>();
        foreach (var verdict in windows)
        {
            world.Measure(_ => verdict);
            await world.DayAsync();
            told.Add((await world.ToldAsync()).Length);
        }

        Assert.Equal([0, 0, 1, 2], told);
        Assert.Equal(["monitor.breached", "monitor.quiet"], await world.ToldAsync());
        await using var db = world.Portal.Open();
        var findings = await db.Findings.OrderBy(row => row.FoundAt).ToListAsync(Ct);
        Assert.Equal([MonitorScheduleTests.Utc("2026-03-03T00:00"), MonitorScheduleTests.Utc("2026-03-05T00:00")], findings.Select(row => row.WindowTo));
        Assert.All(findings, row => Assert.Equal((100.0, 50.0, Severity.Warning, null), (row.Value, row.Limit, row.Severity, row.IncidentId)));
    }

    [Fact]
    public async Task Row_OfBreaches_BeginsAnewWithAnotherVersion()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily", inARow: 2));
        world.Measure(_ => WindowVerdict.Breach);
        await world.DayAsync();
        await world.MeasureAnotherVersionAsync();

        await world.DayAsync();
        Assert.Empty(await world.ToldAsync());
        await world.DayAsync();

        Assert.Equal(["monitor.breached"], await world.ToldAsync());
    }

    [Fact]
    public async Task RunNow_AtTheEndsOfTime_IsARefusal()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        foreach (var at in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            Assert.Contains("at", (await world.Portal.Get<RunMonitorNow>().RunAsync(world.Data.Scientist, new("daily", at), Ct)).Refusal!.Fields.Keys);
        }
    }

    [Fact]
    public async Task MeasuredAgain_TheSameRow_NewFindings_NothingToldTwice()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        world.Measure(_ => WindowVerdict.NotEnoughData);
        await world.DayAsync();
        var (now, first) = (world.Portal.Get<RunMonitorNow>(), Assert.Single(await world.RunsAsync()));

        world.Measure(_ => WindowVerdict.Breach);
        Assert.Equal(first.Id, (await now.RunAsync(world.Data.Scientist, new("daily", first.WindowFrom.AddHours(3)), Ct)).Value);
        Assert.Equal("monitor-run.open", (await now.RunAsync(world.Data.Scientist, new("daily"), Ct)).Refusal?.Code);
        await world.DrainAsync();
        Assert.Equal("monitor-run.incomplete", (await now.RunAsync(world.Data.Scientist, new("daily", world.Portal.Clock.GetUtcNow()), Ct)).Refusal?.Code);

        Assert.Equal((first.Id, WindowVerdict.Breach), Assert.Single((await world.RunsAsync()).Select(run => (run.Id, run.Verdict!.Value))));
        Assert.Equal(["monitor.breached"], await world.ToldAsync());
        await using var db = world.Portal.Open();
        Assert.Single(await db.Findings.ToListAsync(Ct));
    }
}
