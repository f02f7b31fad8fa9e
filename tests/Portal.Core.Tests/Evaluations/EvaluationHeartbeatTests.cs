using Microsoft.Extensions.Logging;
using Portal.Core.Evaluations;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>A database that does not answer for a moment does not cost an evaluation; one that is away longer than the lease does.</summary>
public sealed class EvaluationHeartbeatTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beat_DatabaseAwayForAMoment_GoesOnAndKeepsTheLease()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var (claim, real) = await ClaimAsync(world);
        var folder = Directory.CreateTempSubdirectory("portal-away-").FullName;
        var log = new FirstWarning();
        var heartbeat = new EvaluationHeartbeat(Away(folder), world.Portal.Clock, claim, log);
        using var stop = new CancellationTokenSource();
        using var done = new CancellationTokenSource();
        var beating = heartbeat.RunAsync(stop, done.Token);
        await log.Seen.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Directory.CreateSymbolicLink(Path.Combine(folder, "away"), Path.GetDirectoryName(real)!);
        world.Portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await heartbeat.BeatAsync(Ct);
        await done.CancelAsync();
        await beating;

        Assert.False(heartbeat.LeaseLost || stop.IsCancellationRequested);
        await using var db = world.Portal.Open();
        Assert.Equal(world.Portal.Clock.GetUtcNow() + EvaluationRules.Lease, (await db.Evaluations.SingleAsync(Ct)).LeaseUntil);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Beat_DatabaseAwayLongerThanTheLease_StopsTheWork()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var (claim, _) = await ClaimAsync(world);
        var folder = Directory.CreateTempSubdirectory("portal-away-").FullName;
        var heartbeat = new EvaluationHeartbeat(Away(folder), world.Portal.Clock, claim, new FirstWarning());
        using var stop = new CancellationTokenSource();
        using var done = new CancellationTokenSource();
        world.Portal.Clock.Advance(EvaluationRules.Lease);

        await heartbeat.RunAsync(stop, done.Token).WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Assert.True(heartbeat.LeaseLost && stop.IsCancellationRequested);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Claims_OfOneNode_HaveHoldersOfTheirOwn()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Bad("endless-loop"));
        await world.StartAsync(version, "one");
        await world.StartAsync(version, "two");
        var runner = world.Portal.Get<EvaluationRunner>();

        Assert.Equal(2, await runner.StartDueAsync(Ct));

        await using var db = world.Portal.Open();
        Assert.Equal(2, (await db.Evaluations.Select(row => row.LeaseOwner).ToListAsync(Ct)).Distinct().Count());
        await ((Microsoft.Extensions.Hosting.IHostedService)runner).StopAsync(Ct);
    }

    private static PortalDatabase Away(string folder) => new(DatabaseProviderName.Sqlite, $"Data Source={Path.Combine(folder, "away", "portal.db")};Pooling=False");

    private static async Task<(ClaimedEvaluation Claim, string File)> ClaimAsync(EvaluationWorld world)
    {
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var claim = await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "this node", Ct);
        await using var db = world.Portal.Open();
        return (claim!, db.Database.GetDbConnection().DataSource);
    }

    private sealed class FirstWarning : ILogger
    {
        public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Seen.TrySetResult();
    }
}
