using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>An address hears of one thing in the order in which it happened, whatever the receiver does; other things don't wait for it.</summary>
public sealed class WebhookOrderTests
{
    private static readonly string[] s_kinds = ["incident.opened", "incident.severity-rose", "incident.resolved"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Redirections, 500s, connections that break in the middle, and now and then 410; two nodes send at once, and one message is taken in late.</summary>
    [Theory]
    [InlineData(DatabaseProviderName.Sqlite, 1)]
    [InlineData(DatabaseProviderName.Sqlite, 2)]
    [InlineData(DatabaseProviderName.PostgreSql, 3)]
    public async Task RandomFailures_LoseNothing_AndKeepTheOrderOfEachSubject(DatabaseProviderName provider, int seed)
    {
        await using var portal = await StartAsync(provider);
        await using var receiver = new Receiver();
        var accepted = new ConcurrentQueue<string>();
        var random = new Random(seed);
        receiver.AnswerTo = (got, response) => MisbehaveAsync(random, got, response, accepted);
        var webhook = await AddAsync(portal, receiver.Url);
        using var second = Node(portal);
        for (var index = 0; index < 24; index++)
        {
            await TellAsync(portal, 1 + random.Next(4), s_kinds[index % 3]);
        }

        await HoldBackAsync(portal, 5, TimeSpan.FromMinutes(3));
        for (var round = 0; round < 200 && await WaitingAsync(portal); round++)
        {
            await portal.DeliverAsync();
            await Task.WhenAll(portal.Get<WebhookDispatcher>().RunAsync(Ct), second.RunAsync(Ct));
            portal.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 300)));
        }

        await using var db = portal.Open();
        var rows = await db.WebhookDeliveries.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(24, rows.Count);
        Assert.DoesNotContain(rows, row => row.State == DeliveryState.Waiting || row.WebhookId != webhook || row.IsLate);
        Assert.All(rows, row => Assert.Equal(row.State == DeliveryState.Delivered ? 1 : 0, accepted.Count(id => id == row.Id.ToString())));
        Assert.All(rows.Where(row => row.State == DeliveryState.Failed), row => Assert.True(row.Attempts == 8 || row.Status == 410));
        foreach (var subject in receiver.Got.Select(got => JsonNode.Parse(got.Body)!).GroupBy(sent => (string)sent["subject"]!))
        {
            var tried = subject.Select(sent => (string)sent["sequence"]!).ToList();
            Assert.Equal(tried.Order(StringComparer.Ordinal), tried);
        }
    }

    [Fact]
    public async Task Down_ThenUp_GetsEverything_InOrder_AndOnlyItsSubjectWaits()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        var probe = new Receiver();
        var url = probe.Url;
        await probe.DisposeAsync();
        await AddAsync(portal, url);
        foreach (var (incident, kind) in new[] { (1, 0), (1, 1), (2, 0), (1, 2) })
        {
            await TellAsync(portal, incident, s_kinds[kind]);
        }

        await portal.DeliverAsync();
        Assert.Equal(0, await SendAsync(portal));
        Assert.Contains("The receiver refused the connection.", (await DeliveriesAsync(portal)).Select(row => row.Failure));

        await using var receiver = new Receiver(url);
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(4, await SendAsync(portal));
        var sent = receiver.Got.Select(got => JsonNode.Parse(got.Body)!).ToList();
        Assert.Equal(["portal.incident.opened", "portal.incident.severity-rose", "portal.incident.resolved"], sent.Where(one => (string)one["subject"]! == "incidents/1").Select(one => (string)one["type"]!));
        Assert.All(sent, one => Assert.Equal(20, ((string)one["sequence"]!).Length));
    }

    [Theory, EveryDatabase]
    public async Task OneThatIsTriedAgain_HoldsUpItsSubject_AndNoOther(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        await using var receiver = new Receiver();
        receiver.AnswerTo = (got, response) => Receiver.WriteAsync(response, got.Body.Contains("\"incidents/1\"", StringComparison.Ordinal) ? 500 : 200, "");
        await AddAsync(portal, receiver.Url);
        await TellAsync(portal, 1, s_kinds[0]);
        await TellAsync(portal, 1, s_kinds[2]);
        await TellAsync(portal, 2, s_kinds[0]);
        await TellAsync(portal, 2, s_kinds[2]);
        await portal.DeliverAsync();

        Assert.Equal(2, await SendAsync(portal));
        Assert.Equal(3, receiver.Got.Count);
        Assert.Equal(0, (await DeliveriesAsync(portal)).Single(row => row is { Kind: "incident.resolved", State: DeliveryState.Waiting }).Attempts);
    }

    [Fact]
    public async Task DeadLetter_LetsTheNextGoOn_AndSaysWhenItIsSentAgainThatItComesLate()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        await using var receiver = new Receiver { AnswerTo = (got, response) => Receiver.WriteAsync(response, got.Body.Contains("incident.opened", StringComparison.Ordinal) ? 410 : 200, "") };
        var secret = await AddWithSecretAsync(portal, receiver.Url);
        await TellAsync(portal, 1, s_kinds[0]);
        await TellAsync(portal, 1, s_kinds[1]);
        await portal.DeliverAsync();
        Assert.Equal(1, await SendAsync(portal));
        var dead = (await DeliveriesAsync(portal)).Single(row => row.State == DeliveryState.Failed);

        receiver.AnswerTo = (got, response) => Receiver.WriteAsync(response, got.Body.Contains("incident.opened", StringComparison.Ordinal) ? 500 : 200, "");
        Assert.True((await portal.Get<ResendDelivery>().RunAsync(portal.As(Role.TenantAdministrator), dead.Id, Ct)).IsOk);
        await TellAsync(portal, 1, s_kinds[2]);
        await portal.DeliverAsync();
        Assert.Equal(1, await SendAsync(portal));
        receiver.AnswerTo = null;
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await SendAsync(portal));

        var late = receiver.Got[^1];
        Assert.Equal((true, dead.Id.ToString()), ((bool)JsonNode.Parse(late.Body)!["late"]!, late.Id));
        Assert.Equal(WebhookSignature.Sign(secret, late.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(late.Timestamp, CultureInfo.InvariantCulture)), late.Body), late.Signature);
        Assert.DoesNotContain(receiver.Got, got => got.Id != late.Id && got.Body.Contains("\"late\"", StringComparison.Ordinal));
        Assert.True((await DeliveriesAsync(portal)).Single(row => row.Id == dead.Id).IsLate);
    }

    [Fact]
    public async Task AllowedNetwork_IsSentTo_WhereTheOperatorOpenedIt()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        await using var receiver = new Receiver();
        await AddAsync(portal, receiver.Url);
        await TellAsync(portal, 1, s_kinds[0]);
        await portal.DeliverAsync();

        using var elsewhere = Node(portal, new WebhookOptions { TimeoutSeconds = 1, AllowedNetworks = "10.0.0.0/8" });
        Assert.Equal(0, await elsewhere.RunAsync(Ct));
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        using var opened = Node(portal, new WebhookOptions { TimeoutSeconds = 1, AllowedNetworks = "10.0.0.0/8, 127.0.0.0/8" });
        Assert.Equal(1, await opened.RunAsync(Ct));
    }

    private static async Task MisbehaveAsync(Random random, Received got, System.Net.HttpListenerResponse response, ConcurrentQueue<string> accepted)
    {
        int dice;
        lock (random)
        {
            dice = random.Next(100);
        }

        switch (dice)
        {
            case < 10:
                response.ContentLength64 = 1000;
                await Receiver.WriteAsync(response, 200, "half of an ans");
                response.Abort();
                return;
            case < 20:
                response.RedirectLocation = "http://127.0.0.1:1/";
                await Receiver.WriteAsync(response, 307, "elsewhere");
                return;
            case < 45:
                await Receiver.WriteAsync(response, dice % 2 == 0 ? 500 : 503, "not now");
                return;
            case < 48:
                await Receiver.WriteAsync(response, 410, "gone");
                return;
            default:
                accepted.Enqueue(got.Id);
                await Receiver.WriteAsync(response, 202, "");
                return;
        }
    }

    private static WebhookDispatcher Node(TestPortal portal, WebhookOptions? options = null) => new(
        portal.Get<PortalDatabase>(), portal.Get<TenantDirectory>(), portal.Get<IWebhookSecrets>(), options ?? portal.Get<WebhookOptions>(), portal.Clock, NullLogger<WebhookDispatcher>.Instance);

    private static async Task TellAsync(TestPortal portal, int incident, string kind)
    {
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(portal.Tenant, "test"), Ct);
        unit.Record("test.told", new AuditSubject("incident", $"{incident}", "test"));
        unit.Tell(kind, new JsonObject { ["incidentId"] = new Guid(incident, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]).ToString(), ["number"] = incident });
        Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
    }

    /// <summary>As if a room had failed to hear of it at first.</summary>
    private static async Task HoldBackAsync(TestPortal portal, long sequence, TimeSpan by)
    {
        await using var db = portal.Open();
        var first = await db.Outbox.Where(row => row.Kind.StartsWith("incident.")).MinAsync(row => row.Sequence, Ct);
        await db.Outbox.Where(row => row.Sequence == first + sequence).ExecuteUpdateAsync(row => row.SetProperty(held => held.DueAt, portal.Clock.GetUtcNow() + by), Ct);
    }

    private static async Task<bool> WaitingAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return await db.Outbox.AnyAsync(row => row.DeliveredAt == null, Ct) || await db.WebhookDeliveries.AnyAsync(row => row.State == DeliveryState.Waiting, Ct);
    }

    private static Task<TestPortal> StartAsync(DatabaseProviderName provider) =>
        TestPortal.StartAsync(provider, services => services.AddSingleton(new WebhookOptions { AllowLoopback = true, TimeoutSeconds = 2 }));

    private static async Task<WebhookId> AddAsync(TestPortal portal, string url) =>
        (await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest(url, s_kinds), Ct)).Value.Id;

    private static async Task<string> AddWithSecretAsync(TestPortal portal, string url) =>
        (await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest(url, s_kinds), Ct)).Value.Secret;

    private static Task<int> SendAsync(TestPortal portal) => portal.Get<WebhookDispatcher>().RunAsync(Ct);

    private static async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(TestPortal portal) =>
        (await portal.Get<WebhookList>().DeliveriesAsync(portal.As(Role.TenantAdministrator), new DeliveryListRequest(new PageRequest()), Ct)).Value.Items;
}
