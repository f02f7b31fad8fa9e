using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>Where a connection may lead to when the name that was allowed leads somewhere else, and what becomes of one that never ends.</summary>
public sealed class WebhookConnectionTests
{
    private const string Name = "hooks.example.com";
    private const string Inside = "The name leads into the network that the portal stands in; nothing was sent.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the name leads to is judged as a whole: one address inside among others is enough.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("0.0.0.0")]
    [InlineData("8.8.8.8 127.0.0.1")]
    [InlineData("2606:4700:4700::1111 ::ffff:192.168.0.1")]
    [InlineData("")]
    public async Task Name_ThatLeadsInside_IsNeverConnectedTo(string addresses)
    {
        using var listener = Listen();
        using var sender = new WebhookSender(new WebhookOptions { TimeoutSeconds = 1 }, (_, _) => Task.FromResult(Parse(addresses)));

        Assert.Equal(Inside, (await SendAsync(sender, listener, Name)).Failure);
        Assert.False(listener.Pending());
    }

    /// <summary>Rebinding: judged again at each connection, and connected to just what was judged.</summary>
    [Fact]
    public async Task Name_ThatIsMovedBetweenTwoEvents_IsJudgedAgain_AndAskedOnceForAConnection()
    {
        using var listener = Listen();
        var (asked, leadsTo) = (0, "127.0.0.1");
        using var sender = new WebhookSender(new WebhookOptions { TimeoutSeconds = 5, AllowedNetworks = "127.0.0.0/8" }, (name, _) =>
        {
            Assert.Equal(Name, name);
            asked++;
            return Task.FromResult(Parse(leadsTo));
        });

        // The name is nobody's: only the address that was judged can have been connected to.
        var answering = AnswerAsync(listener);
        Assert.Equal((204, null), await SendAsync(sender, listener, Name) is var first ? (first.Status, first.Failure) : default);
        await answering;
        leadsTo = "127.0.0.1 10.1.2.3";

        Assert.Equal(Inside, (await SendAsync(sender, listener, Name)).Failure);
        Assert.Equal((2, false), (asked, listener.Pending()));
    }

    /// <summary>Through the system's own resolver.</summary>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Host_OfThisMachine_IsNeverConnectedTo(string host)
    {
        using var listener = Listen();
        using var sender = new WebhookSender(new WebhookOptions { TimeoutSeconds = 2 });

        Assert.Equal(Inside, (await SendAsync(sender, listener, host)).Failure);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Answer_ThatNeverEnds_IsGivenUpAfterItsTime()
    {
        var forever = new TaskCompletionSource();
        await using var receiver = new Receiver
        {
            Answer = async response =>
            {
                response.SendChunked = true;
                await Receiver.WriteAsync(response, 200, "drop by drop");
                await response.OutputStream.FlushAsync();
                await forever.Task;
            },
        };
        using var sender = new WebhookSender(new WebhookOptions { TimeoutSeconds = 1, AllowLoopback = true });

        var attempt = await sender.SendAsync(receiver.Url, Delivery(), WebhookSignature.NewSecret(), DateTimeOffset.UnixEpoch, Ct);
        forever.SetResult();

        Assert.Equal("No answer came within 1 seconds.", attempt.Failure);
    }

    /// <summary>A node dies with a request on its way: nobody wrote down what came of it, so it is due again, to whoever looks.</summary>
    [Theory, EveryDatabase]
    public async Task NodeThatDies_LeavesItsDeliveryDueAgain(DatabaseProviderName provider)
    {
        var options = new WebhookOptions { AllowLoopback = true, TimeoutSeconds = 30 };
        await using var portal = await TestPortal.StartAsync(provider, services => services.AddSingleton(options));
        var (got, forever) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var receiver = new Receiver { Answer = _ => { got.TrySetResult(); return forever.Task; } };
        var webhook = (await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest(receiver.Url, ["incident.opened"]), Ct)).Value;
        Assert.True((await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), webhook.Id, Ct)).IsOk);
        using (var death = CancellationTokenSource.CreateLinkedTokenSource(Ct))
        {
            using var dying = Node(portal, options);
            var run = dying.RunAsync(death.Token);
            await got.Task.WaitAsync(Ct);
            await death.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        receiver.Answer = response => Receiver.WriteAsync(response, 204, "");
        using var other = Node(portal, options);
        Assert.Equal(0, await other.RunAsync(Ct));
        portal.Clock.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal(1, await other.RunAsync(Ct));
        forever.SetResult();

        Assert.Equal((2, 1), (receiver.Got.Count, receiver.Got.Select(one => one.Id).Distinct().Count()));
        await using var db = portal.Open();
        var row = await db.WebhookDeliveries.SingleAsync(Ct);
        Assert.Equal((DeliveryState.Delivered, 2), (row.State, row.Attempts));
    }

    private static WebhookDispatcher Node(TestPortal portal, WebhookOptions options) => new(
        portal.Get<PortalDatabase>(), portal.Get<TenantDirectory>(), portal.Get<IWebhookSecrets>(), options, portal.Clock, NullLogger<WebhookDispatcher>.Instance);

    private static IPAddress[] Parse(string addresses) => [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var stream = client.GetStream();
        Assert.True(await stream.ReadAsync(new byte[4096], Ct) > 0);
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), Ct);
    }

    private static Task<WebhookAttempt> SendAsync(WebhookSender sender, TcpListener listener, string host) =>
        sender.SendAsync($"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/", Delivery(), WebhookSignature.NewSecret(), DateTimeOffset.UnixEpoch, Ct);

    private static WebhookDelivery Delivery() => new()
    {
        TenantId = TenantId.New(), Id = WebhookDeliveryId.New(), WebhookId = WebhookId.New(), Kind = "incident.opened", Body = "{}", CreatedAt = DateTimeOffset.UnixEpoch, DueAt = DateTimeOffset.UnixEpoch,
    };
}
