using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>From what happens to what somebody outside gets, over a real connection, with a clock that the test moves.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private readonly Receiver _receiver = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Theory, EveryDatabase]
    public async Task Incident_IsSentOnceSignedAsACloudEvent(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        var secret = (await AddAsync(portal, "incident.opened")).Secret;
        var (environment, model, version) = await portal.AddWatchedModelAsync();
        await portal.BreachAsync(await portal.AddMonitorAsync(environment, model, MonitorActions.Notify | MonitorActions.RequestRetraining), version, -1);
        await portal.DeliverAsync();

        Assert.Equal((1, 0), (await SendAsync(portal), await SendAsync(portal)));

        var got = Assert.Single(_receiver.Got);
        Assert.Equal(WebhookSignature.Sign(secret, got.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Timestamp, System.Globalization.CultureInfo.InvariantCulture)), got.Body), got.Signature);
        Assert.Equal("application/cloudevents+json; charset=utf-8", got.ContentType);
        var sent = JsonNode.Parse(got.Body)!;
        Assert.Equal(("1.0", "portal.incident.opened", got.Id, "incidents/1"), ((string)sent["specversion"]!, (string)sent["type"]!, (string)sent["id"]!, (string)sent["subject"]!));
        Assert.Equal(("mortgage", "production", 1, "Warning"), ((string)sent["data"]!["model"]!, (string)sent["data"]!["environment"]!, (int)sent["data"]!["number"]!, (string)sent["data"]!["severity"]!));
        var row = Assert.Single(await DeliveriesAsync(portal));
        Assert.Equal((DeliveryState.Delivered, 1, 204, null), (row.State, row.Attempts, row.Status, row.Failure));
    }

    [Theory, EveryDatabase]
    public async Task Failing_IsTriedAgainWithGrowingWaits_ThenFailedUntilAPersonSendsItAgain(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        var id = (await AddAsync(portal)).Id;
        _receiver.Answer = response => Receiver.WriteAsync(response, 503, new string('x', 5000));
        await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), id, Ct);

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await SendAsync(portal);
            portal.Clock.Advance(WebhookRules.Wait(attempt) - TimeSpan.FromSeconds(1));
            await SendAsync(portal);
            Assert.Equal(attempt, _receiver.Got.Count);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await SendAsync(portal);
        var failed = Assert.Single(await DeliveriesAsync(portal));
        Assert.Equal((DeliveryState.Failed, 8, 503, "The receiver answered 503."), (failed.State, failed.Attempts, failed.Status, failed.Failure));
        Assert.Equal(WebhookRules.KeptAnswer, failed.Answer!.Length);
        Assert.Equal(1, (await portal.Get<WebhookList>().FailedAsync(portal.As(Role.TenantAdministrator), Ct)).Count);
        _receiver.Answer = response => Receiver.WriteAsync(response, 200, "thanks");
        Assert.True((await portal.Get<ResendDelivery>().RunAsync(portal.As(Role.TenantAdministrator), failed.Id, Ct)).IsOk);
        Assert.Equal(1, await SendAsync(portal));
        Assert.Single(_receiver.Got.Select(got => got.Id).Distinct());
        Assert.Equal("thanks", Assert.Single(await DeliveriesAsync(portal)).Answer);
    }

    [Theory]
    [InlineData(302, DeliveryState.Waiting)]
    [InlineData(307, DeliveryState.Waiting)]
    [InlineData(400, DeliveryState.Waiting)]
    [InlineData(410, DeliveryState.Failed)]
    [InlineData(202, DeliveryState.Delivered)]
    public async Task Answer_DecidesWhatBecomesOfIt_AndNoRedirectionIsFollowed(int status, DeliveryState state)
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        var id = (await AddAsync(portal)).Id;
        _receiver.Answer = response =>
        {
            response.RedirectLocation = _receiver.Url + "elsewhere";
            return Receiver.WriteAsync(response, status, "");
        };
        await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), id, Ct);

        await SendAsync(portal);

        Assert.Equal("/", Assert.Single(_receiver.Got).Path);
        Assert.Equal((state, status), (Assert.Single(await DeliveriesAsync(portal)) is var row ? row.State : default, row.Status));
    }

    [Fact]
    public async Task Silent_Receiver_IsGivenUpAfterItsTime_AndHoldsUpNobodyElse()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        await using var other = new Receiver();
        var slow = (await AddAsync(portal)).Id;
        var quick = (await AddAsync(portal, url: other.Url)).Id;
        var gate = new TaskCompletionSource();
        _receiver.Answer = _ => gate.Task;
        await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), slow, Ct);
        await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), quick, Ct);

        Assert.Equal(1, await SendAsync(portal));
        gate.SetResult();

        Assert.Equal("No answer came within 1 seconds.", Assert.Single(await DeliveriesAsync(portal), row => row.Webhook == slow).Failure);
    }

    [Fact]
    public async Task DeadReceiver_WithManyEvents_GetsFewAttemptsInAPass_AndStarvesNobody()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        await using var other = new Receiver();
        var (dead, quick) = ((await AddAsync(portal)).Id, (await AddAsync(portal, url: other.Url)).Id);
        _receiver.Answer = response => Receiver.WriteAsync(response, 503, "");
        await AddDueAsync(portal, dead, 250);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await AddDueAsync(portal, quick, 3);

        Assert.Equal(3, await SendAsync(portal));

        Assert.InRange(_receiver.Got.Count, 1, 4);
        Assert.Equal(3, other.Got.Count);
        _receiver.Answer = response => Receiver.WriteAsync(response, 204, "");
        portal.Clock.Advance(WebhookRules.Wait(1));
        Assert.True(await SendAsync(portal) > 1);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("No answer came.", null, true)]
    [InlineData("It answered 503.", 503, true)]
    [InlineData("It answered 429.", 429, true)]
    [InlineData("It answered 400.", 400, false)]
    public void Trouble_IsOfTheReceiverAndNotOfTheEvent(string? failure, int? status, bool trouble) => Assert.Equal(trouble, WebhookRules.IsInTrouble(failure, status));

    [Fact]
    public async Task NameThatLeadsInside_IsNeverConnectedTo()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        var id = (await AddAsync(portal)).Id;
        await portal.Get<SendTestEvent>().RunAsync(portal.As(Role.TenantAdministrator), id, Ct);

        // What was allowed when it was added is not allowed when it is sent: as if the name had been moved.
        using var strict = new WebhookDispatcher(
            portal.Get<PortalDatabase>(), portal.Get<TenantDirectory>(), portal.Get<IWebhookSecrets>(), new WebhookOptions { TimeoutSeconds = 1 }, portal.Clock, NullLogger<WebhookDispatcher>.Instance);
        Assert.Equal(0, await strict.RunAsync(Ct));

        Assert.Empty(_receiver.Got);
        Assert.Equal("The name leads into the network that the portal stands in; nothing was sent.", Assert.Single(await DeliveriesAsync(portal)).Failure);
    }

    [Theory, EveryDatabase]
    public async Task PausedEditedAndRemoved_SendNothingMore(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        var administrator = portal.As(Role.TenantAdministrator);
        var id = (await AddAsync(portal)).Id;
        await portal.Get<SendTestEvent>().RunAsync(administrator, id, Ct);

        Assert.True((await portal.Get<EditWebhook>().RunAsync(administrator, new EditWebhookRequest(id, _receiver.Url, ["incident.opened"], "", Paused: true, 0), Ct)).IsOk);
        Assert.Equal(0, await SendAsync(portal));
        Assert.Equal("webhook.paused", (await portal.Get<SendTestEvent>().RunAsync(administrator, id, Ct)).Refusal?.Code);
        Assert.Equal(RefusalKind.Stale, (await portal.Get<EditWebhook>().RunAsync(administrator, new EditWebhookRequest(id, _receiver.Url, ["incident.opened"], "", Paused: false, 0), Ct)).Refusal?.Kind);
        Assert.True((await portal.Get<RemoveWebhook>().RunAsync(administrator, id, Ct)).IsOk);

        Assert.Equal(0, await SendAsync(portal));
        Assert.Equal((DeliveryState.Failed, "The webhook was removed."), (Assert.Single(await DeliveriesAsync(portal)) is var row ? row.State : default, row.Failure));
        Assert.Empty((await portal.Get<WebhookList>().ReadAsync(administrator, Ct)).Value);
    }

    [Fact]
    public async Task Managing_RolesTenantsUrlsKindsAndSecrets()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        var administrator = portal.As(Role.TenantAdministrator);
        var add = portal.Get<AddWebhook>();
        var made = await AddAsync(portal);

        Assert.Equal(RefusalKind.Forbidden, (await add.RunAsync(portal.As(Role.ComplianceOfficer), new AddWebhookRequest(_receiver.Url, ["incident.opened"]), Ct)).Refusal?.Kind);
        Assert.Equal("url", Assert.Single((await add.RunAsync(administrator, new AddWebhookRequest("https://10.0.0.1/", ["incident.opened"]), Ct)).Refusal!.Fields).Key);
        Assert.Equal("kinds", Assert.Single((await add.RunAsync(administrator, new AddWebhookRequest(_receiver.Url, []), Ct)).Refusal!.Fields).Key);
        Assert.Equal("kinds", Assert.Single((await add.RunAsync(administrator, new AddWebhookRequest(_receiver.Url, ["member.changed"]), Ct)).Refusal!.Fields).Key);
        Assert.Equal(RefusalKind.NotFound, (await portal.Get<RenewWebhookSecret>().RunAsync(portal.Outsider, made.Id, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<WebhookList>().ReadAsync(portal.As(Role.Auditor), Ct)).Refusal?.Kind);
        var renewed = (await portal.Get<RenewWebhookSecret>().RunAsync(administrator, made.Id, Ct)).Value.Secret;
        Assert.NotEqual(made.Secret, renewed);
        Assert.True((await portal.Get<SendTestEvent>().RunAsync(administrator, made.Id, Ct)).IsOk);
        await SendAsync(portal);
        var list = portal.Get<WebhookList>();
        var shown = JsonSerializer.Serialize(new { (await list.ReadAsync(administrator, Ct)).Value, One = (await list.FindAsync(administrator, made.Id, Ct)).Value, Sent = await DeliveriesAsync(portal) });
        Assert.DoesNotContain("whsec_", shown, StringComparison.Ordinal);
        Assert.All([made.Secret, renewed], secret => Assert.DoesNotContain(secret[^12..], shown, StringComparison.Ordinal));
        await using var db = portal.Open();
        Assert.DoesNotContain(made.Secret, await db.Webhooks.Select(row => row.ProtectedSecret).SingleAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(await db.AuditEntries.Select(entry => entry.Body).ToListAsync(Ct), body => body.Contains("whsec_", StringComparison.Ordinal));
    }

    private static Task<TestPortal> StartAsync(DatabaseProviderName provider) =>
        TestPortal.StartAsync(provider, services => services.AddSingleton(new WebhookOptions { AllowLoopback = true, TimeoutSeconds = 1 }));

    private async Task<AddedWebhook> AddAsync(TestPortal portal, string kind = "incident.opened", string? url = null) =>
        (await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest(url ?? _receiver.Url, [kind]), Ct)).Value;

    private static async Task AddDueAsync(TestPortal portal, WebhookId webhook, int events)
    {
        await using var db = portal.Open();
        var now = portal.Clock.GetUtcNow();
        db.WebhookDeliveries.AddRange(Enumerable.Range(0, events).Select(_ => new WebhookDelivery
        {
            TenantId = portal.Tenant, Id = WebhookDeliveryId.New(), WebhookId = webhook, Kind = "incident.opened", Body = "{}", CreatedAt = now, DueAt = now,
        }));
        await db.SaveChangesAsync(Ct);
    }

    private static Task<int> SendAsync(TestPortal portal) => portal.Get<WebhookDispatcher>().RunAsync(Ct);

    private static async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(TestPortal portal) =>
        (await portal.Get<WebhookList>().DeliveriesAsync(portal.As(Role.TenantAdministrator), new DeliveryListRequest(new PageRequest()), Ct)).Value.Items;
}
