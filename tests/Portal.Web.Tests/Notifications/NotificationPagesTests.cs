using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Web.Notifications;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Notifications;

public sealed class NotificationPagesTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_ShowsWhatWasTold_UntilItIsRead()
    {
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<NotificationsPage>();
        cut.WaitForAssertion(() => Assert.Contains("Nobody told you anything yet", cut.Markup, StringComparison.Ordinal));

        await TellAsync("Year end.");
        cut = Render<NotificationsPage>();
        cut.WaitForAssertion(() => Assert.Contains("A change freeze was planned", cut.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("You may ask for promotions, and a freeze holds them up.", cut.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("New", cut.Find("tbody").TextContent, StringComparison.Ordinal);

        await cut.Find("button.primary").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll("button.primary")));
        Assert.Equal(0, (await Portal.Get<NotificationList>().UnreadAsync(Portal.As(Role.DataScientist), Ct)).Count);
    }

    [Fact]
    public async Task Bell_NamesWhatIsNew_ForWhomItIs()
    {
        await TellAsync("Year end.");
        SignIn(Portal.As(Role.DataScientist));
        Services.AddScoped<Waiting>().AddNotificationsPages();

        var item = Assert.Single(await Services.GetRequiredService<Waiting>().ListAsync(Ct));

        Assert.Equal(("You were told something", "1 notification that you have not read.", "/notifications"), (item.Title, item.Sentence, item.Href));
        Assert.Equal(0, (await Portal.Get<NotificationList>().UnreadAsync(Portal.As(Role.Reviewer), Ct)).Count);
    }

    [Fact]
    public async Task Settings_KeepWhatAMemberChooses()
    {
        SignIn(Portal.As(Role.Reviewer));
        Services.AddScoped<News>();
        var cut = Render<NotificationSettingsPage>();
        cut.WaitForAssertion(() => Assert.Contains("This portal sends no e-mail.", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Mails that failed", cut.Markup, StringComparison.Ordinal);

        await cut.FindAll("fieldset input[type=checkbox]")[0].ChangeAsync(new() { Value = false });
        await cut.FindAll("input[type=checkbox]")[0].ChangeAsync(new() { Value = true });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll("button[disabled]")));
        var kept = (await Portal.Get<NotificationList>().ChoicesAsync(Portal.As(Role.Reviewer), Ct)).Value;
        Assert.Equal((true, 1L), (kept.Digest, kept.Revision));
        Assert.Equal(["promotion.requested"], kept.NotByMail);
    }

    [Fact]
    public async Task Settings_ShowAdministratorsWhatFailed()
    {
        await TellAsync("Year end.");
        await using (var db = Portal.Open())
        {
            await db.Notifications.ExecuteUpdateAsync(row => row.SetProperty(failed => failed.Mail, MailState.Failed).SetProperty(failed => failed.MailFailure, "The mail server answered 550."), Ct);
        }

        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<NotificationSettingsPage>();

        cut.WaitForAssertion(() => Assert.Contains("The mail server answered 550.", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("fieldset")));
        await cut.InvokeAsync(() => cut.Find("tbody button").ClickAsync(new()));
        Assert.Equal(MailState.Failed, Assert.Single((await Portal.Get<NotificationList>().FailedAsync(Portal.As(Role.TenantAdministrator), new(), Ct)).Value.Items).Mail);
    }

    private async Task TellAsync(string name)
    {
        await using (var unit = await Portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(Portal.Tenant, "test"), Ct))
        {
            unit.Record("test.told", new AuditSubject("test", "test", "test"));
            unit.Tell("freeze.planned", new JsonObject { ["freezeId"] = Guid.CreateVersion7().ToString(), ["name"] = name });
            Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
        }

        await Portal.Get<OutboxDispatcher>().RunAsync(Ct);
    }
}
