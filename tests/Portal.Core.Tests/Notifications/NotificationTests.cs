using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Notifications;
using Portal.Core.Notifications.Mail;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Notifications;

/// <summary>From what happens to what a member reads, in the product and in a mailbox, over real SMTP.</summary>
public sealed class NotificationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Promotion_TellsWhoDecides_ThenWhoAsked_OnceEach_WithLinkAndReason(DatabaseProviderName provider)
    {
        await using var server = new SmtpServer();
        await using var data = await GovernanceData.StartAsync(provider, more: services => services.AddSingleton(Options(server)));
        var portal = data.Portal;
        var promotion = (await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"))).Value;
        await portal.DeliverAsync();
        Assert.Equal(2, await SendAsync(portal));
        Assert.Equal(0, await SendAsync(portal));

        Assert.Equal(["ComplianceOfficer@first.example", "Reviewer@first.example"], server.Got.SelectMany(mail => mail.To).Order(StringComparer.Ordinal));
        var mail = server.Got[0].Message;
        Assert.Equal("P-1 waits for a decision: mortgage version 1 in production (First)", mail.Subject);
        Assert.Contains("https://portal.example.com/promotions/1", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Why you get this: You may decide on it, and have no part in it.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://portal.example.com/promotions/1\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("https://portal.example.com/settings/notifications", mail.TextBody, StringComparison.Ordinal);

        await data.DecideAsync(promotion.Number);
        await portal.DeliverAsync();
        Assert.Equal(1, await SendAsync(portal));
        Assert.Equal("DataScientist@first.example", Assert.Single(server.Got[^1].To));
        Assert.Equal("P-1 is approved: mortgage version 1 in production (First)", server.Got[^1].Message.Subject);
        var own = (await portal.Get<NotificationList>().ReadAsync(data.Scientist, new PageRequest(), unreadOnly: true, Ct)).Value.Items;
        Assert.Equal(("promotion.decided", "/promotions/1", MailState.Sent), (Assert.Single(own).Kind, own[0].Href, own[0].Mail));
        Assert.Equal(1, (await portal.Get<NotificationList>().ReadUpToAsync(data.Scientist, own[0].CreatedAt, Ct)).Value);
        Assert.Equal(0, (await portal.Get<NotificationList>().UnreadAsync(data.Scientist, Ct)).Count);
        Assert.Equal(["notification.told", "notification.told"], await data.TrailAsync("notification."));
    }

    [Theory, EveryDatabase]
    public async Task ServerDown_ThenUp_LosesNothing_AndOneWhoRefusesHoldsUpNobody(DatabaseProviderName provider)
    {
        var port = await FreePortAsync();
        await using var portal = await StartAsync(provider, new EmailOptions { Host = "127.0.0.1", Port = port, Tls = TlsMode.None, From = "portal@example.com", BaseUrl = "https://portal.example.com", TimeoutSeconds = 5 });
        await BreachAsync(portal);
        Assert.Equal(0, await SendAsync(portal));
        await using (var db = portal.Open())
        {
            Assert.Equal("The mail server refused the connection.", (await db.Notifications.Where(row => row.MailAttempts > 0).Select(row => row.MailFailure).SingleAsync(Ct)));
        }

        await using var server = new SmtpServer(port: port) { Refuses = address => address.StartsWith("Reviewer", StringComparison.Ordinal) ? "550 no such person" : null };
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await SendAsync(portal));

        var failed = Assert.Single((await portal.Get<NotificationList>().FailedAsync(portal.As(Role.TenantAdministrator), new PageRequest(), Ct)).Value.Items);
        Assert.Equal(("Reviewer", "The mail server answered 550."), (failed.To, failed.MailFailure));
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<NotificationList>().FailedAsync(portal.As(Role.Reviewer), new PageRequest(), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<ResendMail>().RunAsync(portal.As(Role.Reviewer), failed.Id, Ct)).Refusal?.Kind);
        server.Refuses = _ => null;
        Assert.True((await portal.Get<ResendMail>().RunAsync(portal.As(Role.TenantAdministrator), failed.Id, Ct)).IsOk);
        Assert.Equal(1, await SendAsync(portal));
        Assert.Equal("mail.not-failed", (await portal.Get<ResendMail>().RunAsync(portal.As(Role.TenantAdministrator), failed.Id, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task ServerThatNeverTakesIt_IsTriedWithGrowingWaits_ThenFailedForGood()
    {
        await using var server = new SmtpServer { Refuses = _ => "451 come back" };
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite, Options(server));
        await TellAsync(portal, "use-case.decided", new JsonObject { ["number"] = 1, ["title"] = "Chat", ["state"] = "Approved", ["submittedBy"] = portal.As(Role.Executive).Member!.Value.ToString() });
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            Assert.Equal(0, await SendAsync(portal));
            portal.Clock.Advance(MailRules.Wait(attempt) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await SendAsync(portal));
            await using var db = portal.Open();
            Assert.Equal(attempt, await db.Notifications.Select(row => row.MailAttempts).SingleAsync(Ct));
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("The mail server answered 451.", Assert.Single((await portal.Get<NotificationList>().FailedAsync(portal.As(Role.TenantAdministrator), new PageRequest(), Ct)).Value.Items).MailFailure);
    }

    [Fact]
    public async Task MailThatWasTakenWithoutAWord_ComesAgainUnderTheSameId()
    {
        await using var server = new SmtpServer { VanishesAfterData = true };
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite, Options(server));
        await TellAsync(portal, "use-case.decided", new JsonObject { ["number"] = 1, ["title"] = "Chat", ["state"] = "Approved", ["submittedBy"] = portal.As(Role.Executive).Member!.Value.ToString() });
        Assert.Equal(0, await SendAsync(portal));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync(portal));

        Assert.Equal(2, server.Got.Count);
        Assert.Single(server.Got.Select(mail => mail.Message.MessageId).Distinct());
    }

    [Fact]
    public async Task MessageHeardTwice_AndByTwoNodes_IsToldAndMailedOnce()
    {
        await using var server = new SmtpServer();
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite, Options(server));
        await BreachAsync(portal);
        await using (var db = portal.Open())
        {
            await db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(again => again.DeliveredAt, (DateTimeOffset?)null).SetProperty(again => again.DueAt, portal.Clock.GetUtcNow()), Ct);
        }

        await portal.DeliverAsync();
        var other = new MailDispatcher(
            portal.Get<PortalDatabase>(), portal.Get<TenantDirectory>(), new SmtpSender(Options(server)), Options(server), portal.Clock, NullLogger<MailDispatcher>.Instance);
        Assert.Equal(3, (await Task.WhenAll(SendAsync(portal), other.RunAsync(Ct))).Sum());
        Assert.Equal(["ComplianceOfficer@first.example", "DataScientist@first.example", "Reviewer@first.example"], server.Got.SelectMany(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Choices_KeepKindsAwayFromTheMailbox_AndGatherADay(DatabaseProviderName provider)
    {
        await using var server = new SmtpServer();
        await using var portal = await StartAsync(provider, Options(server));
        var (choose, list) = (portal.Get<ChooseNotifications>(), portal.Get<NotificationList>());
        Assert.True((await choose.RunAsync(portal.As(Role.Reviewer), new ChooseNotificationsRequest(["incident.opened"], Digest: false, 0), Ct)).IsOk);
        Assert.True((await choose.RunAsync(portal.As(Role.DataScientist), new ChooseNotificationsRequest([], Digest: true, 0), Ct)).IsOk);
        Assert.Equal(RefusalKind.Stale, (await choose.RunAsync(portal.As(Role.Reviewer), new ChooseNotificationsRequest([], Digest: false, 0), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await choose.RunAsync(portal.As(Role.Reviewer), new ChooseNotificationsRequest(["everything"], Digest: false, 1), Ct)).Refusal?.Kind);
        Assert.Equal((true, 1L, true, "Reviewer@first.example"), ((await list.ChoicesAsync(portal.As(Role.Reviewer), Ct)).Value is var chosen ? (chosen.NotByMail is ["incident.opened"], chosen.Revision, chosen.MailIsOn, chosen.Address) : default));

        await BreachAsync(portal);
        await TellAsync(portal, "freeze.planned", new JsonObject { ["freezeId"] = Guid.CreateVersion7().ToString(), ["name"] = "Year end." });
        Assert.Equal(1, await SendAsync(portal));
        Assert.Equal("ComplianceOfficer@first.example", Assert.Single(Assert.Single(server.Got).To));

        portal.Clock.Advance(MailRules.NextDigest(portal.Clock.GetUtcNow()) - portal.Clock.GetUtcNow());
        Assert.Equal(1, await SendAsync(portal));
        var day = server.Got[1];
        Assert.Equal(("DataScientist@first.example", "2 things happened in First"), (Assert.Single(day.To), day.Message.Subject));
        Assert.Contains("Year end.", day.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("/incidents/1", day.Message.TextBody, StringComparison.Ordinal);
        Assert.Equal(MailState.NotWanted, Assert.Single((await list.ReadAsync(portal.As(Role.Reviewer), new PageRequest(), unreadOnly: true, Ct)).Value.Items).Mail);
        Assert.Empty((await list.ReadAsync(portal.Outsider, new PageRequest(), unreadOnly: false, Ct)).Value.Items);
    }

    [Fact]
    public async Task HostileNames_StayInTheirHeaderAndInTheText()
    {
        await using var server = new SmtpServer();
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite, Options(server));
        var hostile = await portal.AddMemberAsync("eve", Role.Executive);
        await TellAsync(portal, "use-case.decided", new JsonObject { ["number"] = 1, ["title"] = "Chat\r\nBcc: all@rivals.example\r\n\r\n<script>alert(1)</script>", ["state"] = "Approved", ["submittedBy"] = hostile.Member!.Value.ToString() });
        Assert.Equal(1, await SendAsync(portal));

        var mail = Assert.Single(server.Got);
        Assert.Equal("eve@first.example", Assert.Single(mail.To));
        Assert.Empty(mail.Message.Bcc);
        Assert.DoesNotContain("\r\nBcc:", mail.Raw, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Message.Headers[HeaderId.AutoSubmitted]);
    }

    private static EmailOptions Options(SmtpServer server) =>
        new() { Host = "127.0.0.1", Port = server.Port, Tls = TlsMode.None, From = "portal@example.com", BaseUrl = "https://portal.example.com/", TimeoutSeconds = 5 };

    private static async Task<int> FreePortAsync()
    {
        var server = new SmtpServer();
        await server.DisposeAsync();
        return server.Port;
    }

    private static Task<TestPortal> StartAsync(DatabaseProviderName provider, EmailOptions options) => TestPortal.StartAsync(provider, services => services.AddSingleton(options));

    private static Task<int> SendAsync(TestPortal portal) => portal.Get<MailDispatcher>().RunAsync(Ct);

    private static async Task BreachAsync(TestPortal portal)
    {
        var (environment, model, version) = await portal.AddWatchedModelAsync();
        await portal.BreachAsync(await portal.AddMonitorAsync(environment, model, MonitorActions.Notify | MonitorActions.OpenIncident), version, -1);
    }

    private static async Task TellAsync(TestPortal portal, string kind, JsonObject body)
    {
        await using (var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(portal.Tenant, "test"), Ct))
        {
            unit.Record("test.told", new AuditSubject("test", "test", "test"));
            unit.Tell(kind, body);
            Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
        }

        await portal.DeliverAsync();
    }
}
