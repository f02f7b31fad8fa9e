using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Waiting;

/// <summary>Waiting for what is live: nobody misses a change, nobody sees two or none, and who leaves is forgotten.</summary>
public sealed class LiveWatchTests
{
    private const int Rounds = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Readers_WhoAskAllTheTime_SeeOneVersion_InTheOrderOfTheSwitches(DatabaseProviderName provider)
    {
        await using var data = await LiveAsync(provider);
        using var otherNode = new LiveWatch(data.Portal.Get<PortalDatabase>(), new WorkSignal(), new LiveOptions(), TimeProvider.System, NullLogger<LiveWatch>.Instance);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var started = new CountdownEvent(6);
        var readers = Enumerable.Range(0, started.InitialCount)
            .Select(index => Task.Run(() => index % 2 == 0 ? AskAsync(data, started, end.Token) : ListenAsync(data, index == 5 ? otherNode : data.Portal.Get<LiveWatch>(), started, end.Token)))
            .ToList();
        await Task.Run(() => started.Wait(Ct), Ct);
        for (var round = 0; round < Rounds; round++)
        {
            var to = 1 + (round % 2);
            Assert.True((await data.RollBackAsync(to)).IsOk);
            Assert.Equal(to, (await ReadAsync(data)).Row.VersionNumber);
        }

        // Everybody comes to the last one, also who waits at another node.
        var last = (await ReadAsync(data)).Revision;
        foreach (var watch in new[] { data.Portal.Get<LiveWatch>(), otherNode })
        {
            using var waiter = watch.Join(data.Portal.Tenant, (await FindAsync(data)).Environment).Value;
            await waiter.NextAsync(now => now.Places.Single().Revision == last, Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        }

        await end.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers))
        {
            Assert.NotEmpty(seen);
            Assert.Equal(seen.Select(answer => answer.Revision).Order(), seen.Select(answer => answer.Revision));
            Assert.All(seen.GroupBy(answer => answer.Revision), answers => Assert.Single(answers.Select(answer => (answer.Row.Deployment, answer.Row.VersionNumber, answer.Row.Digest)).Distinct()));
        }

        Assert.Equal(0, data.Portal.Get<LiveWatch>().WaitingOf(data.Portal.Tenant) + otherNode.WaitingOf(data.Portal.Tenant));
    }

    [Fact]
    public async Task ChangeBetweenReadingAndWaiting_IsNotMissed()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite);
        var seen = await FindAsync(data);
        Assert.True((await data.RollBackAsync(1)).IsOk);
        using var waiter = data.Portal.Get<LiveWatch>().Join(data.Portal.Tenant, seen.Environment).Value;

        var now = await waiter.NextAsync(latest => latest.IsNewerThan(seen), Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);

        Assert.Equal(1, (await data.Portal.Get<LiveAnswers>().ReadAsync(data.Portal.Tenant, now.Of(seen.Model)!, Ct)).Row.VersionNumber);
        Assert.Equal(seen.Revision + 2, now.Number);
    }

    [Fact]
    public async Task Waiters_AreCounted_Bounded_AndReleased()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton(new LiveOptions { MaxWaiting = 2 }));
        var (watch, seen) = (data.Portal.Get<LiveWatch>(), await FindAsync(data));
        using var first = watch.Join(data.Portal.Tenant, seen.Environment).Value;
        var second = watch.Join(data.Portal.Tenant, seen.Environment).Value;

        var refusal = watch.Join(data.Portal.Tenant, seen.Environment).Refusal!;
        Assert.Equal((RefusalKind.TooMany, "live.waiting"), (refusal.Kind, refusal.Code));
        Assert.True(watch.Join(data.Portal.OtherTenant, seen.Environment).IsOk);

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = second.NextAsync(_ => false, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        second.Dispose();
        second.Dispose();
        Assert.Equal(1, watch.WaitingOf(data.Portal.Tenant));
        using var third = watch.Join(data.Portal.Tenant, seen.Environment).Value;
        Assert.Equal(2, watch.WaitingOf(data.Portal.Tenant));
    }

    [Theory, EveryDatabase]
    public async Task Answer_IsThatOfTheRow_AndOfNoOtherTenant(DatabaseProviderName provider)
    {
        await using var data = await LiveAsync(provider);
        var answers = data.Portal.Get<LiveAnswers>();
        var first = await ReadAsync(data);
        var again = await ReadAsync(data);

        Assert.Same(first.Row, again.Row);
        Assert.Equal(RefusalKind.NotFound, (await answers.FindAsync(data.Portal.Outsider, GovernanceData.Production, GovernanceData.Model, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await answers.FindEnvironmentAsync(data.Portal.Outsider, GovernanceData.Production, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await answers.FindAsync(data.Reviewer, "development", GovernanceData.Model, Ct)).Refusal?.Kind);
    }

    private static async Task<GovernanceData> LiveAsync(DatabaseProviderName provider, Action<IServiceCollection>? more = null)
    {
        var data = await GovernanceData.StartAsync(provider, more: more);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        return data;
    }

    private static async Task<LivePlace> FindAsync(GovernanceData data) =>
        (await data.Portal.Get<LiveAnswers>().FindAsync(data.Reviewer, GovernanceData.Production, GovernanceData.Model, Ct)).Value;

    private static async Task<LiveAnswer> ReadAsync(GovernanceData data) => await data.Portal.Get<LiveAnswers>().ReadAsync(data.Portal.Tenant, await FindAsync(data), Ct);

    private static async Task<IReadOnlyList<LiveAnswer>> AskAsync(GovernanceData data, CountdownEvent started, CancellationToken end)
    {
        var seen = new List<LiveAnswer> { await ReadAsync(data) };
        started.Signal();
        while (!end.IsCancellationRequested)
        {
            seen.Add(await ReadAsync(data));
        }

        return seen;
    }

    private static async Task<IReadOnlyList<LiveAnswer>> ListenAsync(GovernanceData data, LiveWatch watch, CountdownEvent started, CancellationToken end)
    {
        var (seen, place) = (new List<LiveAnswer>(), await FindAsync(data));
        seen.Add(await data.Portal.Get<LiveAnswers>().ReadAsync(data.Portal.Tenant, place, Ct));
        started.Signal();
        try
        {
            while (true)
            {
                using var waiter = watch.Join(data.Portal.Tenant, place.Environment).Value;
                place = (await waiter.NextAsync(now => now.IsNewerThan(place), end)).Of(place.Model)!;
                seen.Add(await data.Portal.Get<LiveAnswers>().ReadAsync(data.Portal.Tenant, place, Ct));
                place = place with { Revision = Math.Max(place.Revision, seen[^1].Revision) };
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return seen;
        }
    }
}
