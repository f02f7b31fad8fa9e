using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Tests.Tenancy;

public sealed class TenancyPageTests : PageContext
{
    [Fact]
    public void Members_ForAnAdministrator_AreListedWithTheirRoles()
    {
        SignIn(Portal.As(Role.TenantAdministrator));

        var cut = Render<MembersPage>();

        cut.WaitForAssertion(() => Assert.Equal(6, cut.FindAll("tbody tr").Count));
        Assert.Contains("Compliance officer", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("· you", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_ForOthers_AreRefused()
    {
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<MembersPage>();

        cut.WaitForAssertion(() => Assert.Contains("This needs the role tenant administrator", cut.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button"));
    }

    [Fact]
    public void AddMember_WithoutARole_SaysSoBesideTheRoles()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<MembersPage>();
        cut.WaitForElement("button.primary").Click();

        cut.WaitForElement("dialog input[type=email]").Change("new@first.example");
        cut.WaitForElement("dialog input[type=text]").Change("New");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Equal("A member needs at least one role.", cut.Find("dialog .error").TextContent));
    }

    [Fact]
    public void AddMember_Complete_AppearsInTheList()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<MembersPage>();
        cut.WaitForElement("button.primary").Click();

        cut.WaitForElement("dialog input[type=email]").Change("new@first.example");
        cut.WaitForElement("dialog input[type=text]").Change("New");
        cut.FindAll("dialog input[type=checkbox]")[1].Change(true);
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Equal(7, cut.FindAll("tbody tr").Count));
        Assert.Empty(cut.FindAll("dialog"));
    }

    [Fact]
    public async Task AddTeam_AfterSigningOutInAnotherTab_IsRefused()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<TeamsPage>();
        cut.WaitForElement("button.primary").Click();
        await Portal.Get<EndSession>().RunAsync(Portal.As(Role.TenantAdministrator), Session, Xunit.TestContext.Current.CancellationToken);

        cut.WaitForElement("dialog input").Change("Claims");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("You are signed out", cut.Find("dialog .refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Portal.Open().Teams.Count());
    }

    [Fact]
    public void EditTeam_Complete_ChangesNameAndCostCentre()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<TeamsPage>();
        cut.WaitForElement("tbody button").Click();

        cut.WaitForElements("dialog input")[0].Change("Home lending");
        cut.WaitForElements("dialog input")[1].Change("CC-7");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Home lending", cut.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Contains("CC-7", cut.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll("dialog"));
    }

    [Fact]
    public async Task EditTeam_ThatSomebodyElseChanged_IsLoadedAgainFromTheRefusal()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<TeamsPage>();
        cut.WaitForElement("tbody button").Click();
        await Portal.Get<EditTeam>().RunAsync(Portal.As(Role.TenantAdministrator), new EditTeamRequest(Portal.Team, 0, "Mortgages", null), Xunit.TestContext.Current.CancellationToken);

        cut.WaitForElements("dialog input")[0].Change("Home lending");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForElement("dialog .refusal button").Click();

        cut.WaitForAssertion(() => Assert.Contains("Mortgages", cut.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("dialog"));
    }

    [Fact]
    public void Token_Created_IsShownOnceAndRevoked()
    {
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<TokensPage>();
        cut.WaitForAssertion(() => Assert.Contains("No token yet", cut.Markup, StringComparison.Ordinal));

        cut.Find("button.primary").Click();
        cut.WaitForElement("dialog input").Change("notebook");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.StartsWith("portal_", cut.Find("[data-secret]").TextContent, StringComparison.Ordinal));
        cut.WaitForElement("dialog button.primary").Click();

        cut.WaitForAssertion(() => Assert.Contains("Valid", cut.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("[data-secret]"));
        cut.Find("tbody button").Click();
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Revoked", cut.Find("tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Teams_ForEverybody_AreListedButOnlyAdministratorsAdd()
    {
        SignIn(Portal.As(Role.Executive));

        var cut = Render<TeamsPage>();

        cut.WaitForAssertion(() => Assert.Contains("Lending", cut.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button"));
    }
}
