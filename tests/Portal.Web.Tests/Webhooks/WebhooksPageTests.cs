using Portal.Core.Tenancy;
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
    public void Opened_BySomebodyElse_SaysWhoMay()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<WebhooksPage>();

        cut.WaitForAssertion(() => Assert.Contains("tenant administrator", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button.primary"));
    }
}
