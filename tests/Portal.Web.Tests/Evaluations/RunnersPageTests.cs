using Portal.Core.Tenancy;
using Portal.Web.Evaluations.Runners;

namespace Portal.Web.Tests.Evaluations;

public sealed class RunnersPageTests : PageContext
{
    [Fact]
    public void Runners_ForOthersThanAdministrators_AreRefused()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<RunnersPage>();

        cut.WaitForAssertion(() => Assert.Contains("This needs the role tenant administrator", cut.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button"));
    }

    [Fact]
    public void Runners_NoneRegistered_ShowsThePortalItself()
    {
        SignIn(Portal.As(Role.TenantAdministrator));

        var cut = Render<RunnersPage>();

        cut.WaitForAssertion(() => Assert.Contains("The portal itself", Assert.Single(cut.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("tbody button"));
    }

    [Fact]
    public void AddRunner_ShowsTokenAndCommandOnce_AndRetires()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<RunnersPage>();
        cut.WaitForElement("button.primary").Click();

        cut.WaitForElements("dialog input")[0].Change("gpu-1");
        cut.WaitForElements("dialog input")[1].Change("EU-Central");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Matches(
            "^PORTAL_RUNNER_TOKEN=portal_\\S+ dotnet Portal.Scoring.dll serve --portal http://localhost --label region=eu-central$", cut.Find("[data-secret]").TextContent));
        cut.WaitForElement("dialog button.primary").Click();

        cut.WaitForAssertion(() => Assert.Contains("Never seen", cut.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("[data-secret]"));
        cut.Find("button[aria-label='Retire gpu-1']").Click();
        cut.WaitForElement("dialog textarea").Change("sold");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Retired", cut.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void AddRunner_WithoutARegion_SaysSoBesideTheField()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<RunnersPage>();
        cut.WaitForElement("button.primary").Click();

        cut.WaitForElements("dialog input")[0].Change("gpu-1");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.StartsWith("A region has", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
    }
}
