using Portal.Core.Tenancy;
using Portal.Core.Webhooks;
using Portal.Web.Webhooks;

namespace Portal.Web.Tests.Webhooks;

public sealed class WebhooksPageTests : PageContext
{
    [Fact]
    public async Task Add_ShowsTheSecretOnce_ThenTheRow_AndSendsATestEvent()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<WebhooksPage>();
        cut.WaitForAssertion(() => Assert.Contains("No event is sent anywhere", cut.Markup, StringComparison.Ordinal));

        await cut.WaitForElement("button.primary").ClickAsync(new());
        await cut.Find("dialog input.input").ChangeAsync(new() { Value = "https://hooks.example.com/portal" });
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.StartsWith("whsec_", cut.Find("[data-secret]").TextContent, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("incident.opened, incident.resolved, retraining.requested", cut.Markup, StringComparison.Ordinal));
        await cut.Find("dialog footer button").ClickAsync(new());
        Assert.DoesNotContain("whsec_", cut.Markup, StringComparison.Ordinal);
        await cut.FindAll("button").Single(button => button.TextContent == "Send a test event").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Contains("webhook.test", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_AnAddressInside_IsRefusedInPlaceWithWhatWasTyped()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<WebhooksPage>();
        await cut.WaitForElement("button.primary").ClickAsync(new());
        await cut.Find("dialog input.input").ChangeAsync(new() { Value = "https://169.254.169.254/latest" });
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("the network that the portal stands in", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
        Assert.Equal("https://169.254.169.254/latest", cut.Find("dialog input.input").GetAttribute("value"));
    }

    [Fact]
    public async Task Edit_WhereSomebodyWasFaster_LetsTheirChangesBeLoaded()
    {
        var (ct, administrator) = (Xunit.TestContext.Current.CancellationToken, Portal.As(Role.TenantAdministrator));
        var made = (await Portal.Get<AddWebhook>().RunAsync(administrator, new AddWebhookRequest("https://hooks.example.com/first", ["incident.opened"]), ct)).Value;
        SignIn(administrator);
        var cut = Render<WebhooksPage>();
        await cut.WaitForElement("button[aria-label='Edit https://hooks.example.com/first']").ClickAsync(new());
        Assert.True((await Portal.Get<EditWebhook>().RunAsync(administrator, new EditWebhookRequest(made.Id, "https://hooks.example.com/second", ["incident.opened"], "", false, 0), ct)).IsOk);

        await cut.Find("dialog form").SubmitAsync();
        await cut.WaitForElement("dialog [role=alert] button").ClickAsync(new());

        cut.WaitForAssertion(() => Assert.Contains("hooks.example.com/second", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("dialog"));
    }

    [Fact]
    public void Opened_BySomebodyElse_SaysWhoMay()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<WebhooksPage>();

        cut.WaitForAssertion(() => Assert.Contains("tenant administrator", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button.primary"));
    }
}
