using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Storage;

public sealed class OutboxTests
{
    [Theory, EveryDatabase]
    public async Task Dispatch_CommittedMessage_IsHandledOnceInItsTenant(DatabaseProviderName provider)
    {
        var listener = new Listener();
        await using var portal = await TestPortal.StartAsync(provider, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true);
        await TellAsync(portal, commit: false);

        var first = await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken);
        var second = await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (first, second));
        Assert.Equal([(portal.Tenant, 7)], listener.Heard);
    }

    [Theory, EveryDatabase]
    public async Task Dispatch_HandlerFails_TriesAgainLater(DatabaseProviderName provider)
    {
        var listener = new Listener { Failures = 2 };
        await using var portal = await TestPortal.StartAsync(provider, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true);
        var dispatcher = portal.Get<OutboxDispatcher>();

        Assert.Equal(0, await dispatcher.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await dispatcher.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, listener.Attempts);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await dispatcher.RunAsync(TestContext.Current.CancellationToken));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await dispatcher.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(3, listener.Attempts);
    }

    [Theory, EveryDatabase]
    public async Task Dispatch_HandlerNeverSucceeds_FailsForGoodUntilAPersonSendsItAgain(DatabaseProviderName provider)
    {
        var listener = new Listener { Failures = OutboxDispatcher.MostAttempts };
        await using var portal = await TestPortal.StartAsync(provider, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true);
        for (var i = 0; i < OutboxDispatcher.MostAttempts + 3; i++)
        {
            Assert.Equal(0, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));
            portal.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(OutboxDispatcher.MostAttempts, listener.Attempts);
        Assert.Equal(1, await portal.Get<FailedMessages>().CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await portal.Get<FailedMessages>().RetryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await portal.Get<FailedMessages>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Dispatch_HandlerTimesOutByItself_IsTriedAgainAndHoldsNobodyUp()
    {
        var listener = new Listener { Failures = 1, Failure = new TaskCanceledException("the handler's own timeout") };
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true);
        await TellAsync(portal, commit: true);

        Assert.Equal(1, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Dispatch_SlowHandlers_ClaimEachMessageForAWholeLease()
    {
        var listener = new Listener();
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true);
        await TellAsync(portal, commit: true);
        var leases = new List<TimeSpan>();
        listener.Hearing = async message =>
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(5));
            await using var db = portal.Open();
            leases.Add((await db.Outbox.Where(row => row.Id == message).Select(row => row.DueAt).SingleAsync()) - portal.Clock.GetUtcNow());
        };

        Assert.Equal(2, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(leases[0], leases[1]);
    }

    [Fact]
    public async Task Dispatch_OneTenantBroken_TheOthersAreServed()
    {
        var listener = new Listener();
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton<IOutboxHandler>(listener));
        await TellAsync(portal, commit: true, portal.As(Role.DataScientist));
        await TellAsync(portal, commit: true, portal.Outsider);
        await using (var db = portal.Open())
        {
            // A row that cannot be read: the query itself fails.
            await db.Database.ExecuteSqlAsync($"UPDATE \"Outbox\" SET \"DueAt\" = -1 WHERE \"TenantId\" = {portal.Tenant.Value}", TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await portal.Get<OutboxDispatcher>().RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal([(portal.OtherTenant, 7)], listener.Heard);
    }

    private static async Task TellAsync(TestPortal portal, bool commit, Actor? actor = null)
    {
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(actor ?? portal.As(Role.DataScientist), TestContext.Current.CancellationToken);
        unit.Tell("test.happened", new JsonObject { ["n"] = 7 });
        unit.Record("test.happened", new AuditSubject("test", "1", "one"));
        if (commit)
        {
            Assert.True((await unit.CommitAsync(default(Done), TestContext.Current.CancellationToken)).IsOk);
        }
    }

    private sealed class Listener : IOutboxHandler
    {
        public string Kind => "test.happened";

        public int Failures { get; init; }

        public Exception Failure { get; init; } = new InvalidOperationException("not yet");

        public Func<Guid, Task> Hearing { get; set; } = _ => Task.CompletedTask;

        public int Attempts { get; private set; }

        public List<(TenantId, int)> Heard { get; } = [];

        public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
        {
            Attempts++;
            if (Attempts <= Failures)
            {
                throw Failure;
            }

            await Hearing(message);
            Heard.Add((actor.Tenant, (int)body["n"]!));
        }
    }
}
