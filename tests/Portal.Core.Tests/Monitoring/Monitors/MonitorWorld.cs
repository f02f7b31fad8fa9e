using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>Monitors of a live model on a real database, with a clock that the test moves and windows that are what the test says.</summary>
internal sealed class MonitorWorld : IAsyncDisposable
{
    private readonly ScriptedMeter _meter = new();

    private MonitorWorld()
    {
    }

    public GovernanceData Data { get; private set; } = null!;

    public TestPortal Portal => Data.Portal;

    public static async Task<MonitorWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite, int slots = 2)
    {
        var world = new MonitorWorld();
        world.Data = await GovernanceData.StartAsync(provider, more: services => services.AddSingleton<IWindowMeter>(world._meter).AddSingleton(new MonitorOptions { Concurrency = slots }));
        await world.Data.MakeLiveAsync(await world.Data.AddVersionAsync("mortgage-logit-v1"));
        await using var db = world.Portal.Open();
        world._meter.Version = db.Versions.Single().Id;
        return world;
    }

    /// <summary>Daily, a quarter past one.</summary>
    public static MonitorDraft Daily(string name, int inARow = 1) =>
        new(name, MonitorKind.Volume, MonitorReference.PreviousWindow, WindowLength.Day, "0 15 1 * * ?", "UTC", new MonitorSettings(), inARow);

    public void Measure(Func<MonitorWindow, WindowVerdict> verdict) => _meter.Verdict = verdict;

    public void MeasureAs(Func<MonitorWindow, CancellationToken, Task> busy) => _meter.Busy = busy;

    /// <summary>From here on windows are of a version that was not measured before.</summary>
    public async Task MeasureAnotherVersionAsync()
    {
        var number = await Data.AddVersionAsync("mortgage-gbt-v2");
        await using var db = Portal.Open();
        _meter.Version = db.Versions.Single(row => row.Number == number).Id;
    }

    public int MostAtOnce => _meter.MostAtOnce;

    public async Task CreateAsync(MonitorDraft draft) =>
        Assert.True((await Portal.Get<CreateMonitor>().RunAsync(Data.Scientist, new CreateMonitorRequest(GovernanceData.Production, GovernanceData.Model, draft), CancellationToken.None)).IsOk);

    public Task DrainAsync() => Portal.Get<MonitorRunner>().DrainAsync(CancellationToken.None);

    /// <summary>A day later the clock comes by.</summary>
    public async Task DayAsync(int days = 1)
    {
        Portal.Clock.Advance(TimeSpan.FromDays(days));
        await DrainAsync();
    }

    public async Task<IReadOnlyList<MonitorRun>> RunsAsync(string? monitor = null)
    {
        await using var db = Portal.Open();
        var monitors = db.Monitors.Where(row => monitor == null || row.Name == monitor).Select(row => row.Id);
        return await db.MonitorRuns.AsNoTracking().Where(run => monitors.Contains(run.MonitorId)).OrderBy(run => run.WindowTo).ToListAsync();
    }

    public async Task<string[]> ToldAsync()
    {
        await using var db = Portal.Open();
        return [.. await db.Outbox.Where(row => row.Kind.StartsWith("monitor.")).OrderBy(row => row.CreatedAt).Select(row => row.Kind).ToListAsync()];
    }

    public ValueTask DisposeAsync() => Data.DisposeAsync();

    private sealed class ScriptedMeter : IWindowMeter
    {
        private int _now;

        public VersionId Version { get; set; }

        public int MostAtOnce { get; private set; }

        public Func<MonitorWindow, WindowVerdict> Verdict { get; set; } = _ => WindowVerdict.Quiet;

        public Func<MonitorWindow, CancellationToken, Task> Busy { get; set; } = (_, _) => Task.CompletedTask;

        public async Task<WindowMeasured> MeasureAsync(ClaimedRun claim, Action<double> progress, CancellationToken ct)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            try
            {
                await Busy(claim.Window, ct);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }

            var verdict = Verdict(claim.Window);
            return new WindowMeasured(Version, verdict, $"It is {verdict}.", 100, [new Reading(Reading.Table, "rows", 100, null, null, null, 50, null, null, 100, verdict, $"It is {verdict}.")]);
        }
    }
}
