using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Deployments;

namespace Portal.Web.Tests.Deployments;

public sealed class EnvironmentPagesTests : PageContext
{
    [Fact]
    public void List_WithoutEnvironments_ExplainsAndLetsTheAdministratorBegin()
    {
        SignIn(Portal.As(Role.TenantAdministrator));

        var cut = Render<EnvironmentsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No environment yet", cut.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(cut.FindAll("a[href='/environments/new']"));
    }

    [Fact]
    public async Task List_ProductionStandsFirst_AndOnlyAdministratorsMakeMore()
    {
        await CreateAsync("rehearsal", EnvironmentPurpose.Staging);
        await CreateAsync("branches", EnvironmentPurpose.Production);
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<EnvironmentsPage>();

        cut.WaitForAssertion(() => Assert.Equal(["branches", "rehearsal"], cut.FindAll("tbody a.strong").Select(link => link.TextContent)));
        Assert.Empty(cut.FindAll("a[href='/environments/new']"));
    }

    [Fact]
    public async Task New_WithATakenName_IsRefusedInPlaceWithWhatWasTyped()
    {
        await CreateAsync("production", EnvironmentPurpose.Production);
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<NewEnvironmentPage>();

        Fill(cut, "production");

        cut.WaitForAssertion(() => Assert.Contains("There is an environment called production already.", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("production", cut.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void New_WithAFreeName_LeadsToIt()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<NewEnvironmentPage>();

        Fill(cut, "production");

        cut.WaitForAssertion(() => Assert.EndsWith("/environments/production", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public void New_AskedBySomebodyElse_SaysWhoMay()
    {
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<NewEnvironmentPage>();

        cut.WaitForAssertion(() => Assert.Contains("tenant administrator", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task One_OfAnotherTenant_IsNotThere()
    {
        await CreateAsync("production", EnvironmentPurpose.Production);
        SignIn(Portal.Outsider);

        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_WithNothingLive_ExplainsAndOffersNoRollback()
    {
        await CreateAsync("production", EnvironmentPurpose.Production);
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is live here yet", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Nothing was live here yet", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent is "Roll back" or "Edit");
    }

    private static void Fill(IRenderedComponent<NewEnvironmentPage> cut, string name)
    {
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("form")));
        cut.FindAll("input")[0].Change(name);
        cut.FindAll("input")[1].Change("eu-central");
        cut.Find("form").Submit();
    }

    private async Task CreateAsync(string name, EnvironmentPurpose purpose)
    {
        var made = await Portal.Get<CreateEnvironment>().RunAsync(
            Portal.As(Role.TenantAdministrator), new CreateEnvironmentRequest(name, purpose, EnvironmentPlacement.PrivateCluster, "eu-central"), Xunit.TestContext.Current.CancellationToken);
        Assert.True(made.IsOk, made.Refusal?.Sentence);
    }
}
