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

    private static async Task TellAsync(TestPortal portal, bool commit)
    {
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(portal.As(Role.DataScientist), TestContext.Current.CancellationToken);
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

        public int Attempts { get; private set; }

        public List<(TenantId, int)> Heard { get; } = [];

        public Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
        {
            Attempts++;
            if (Attempts <= Failures)
            {
                throw new InvalidOperationException("not yet");
            }

            Heard.Add((actor.Tenant, (int)body["n"]!));
            return Task.CompletedTask;
        }
    }
}
