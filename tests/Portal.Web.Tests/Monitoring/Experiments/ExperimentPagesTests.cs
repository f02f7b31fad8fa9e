using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Monitoring.Experiments;

namespace Portal.Web.Tests.Monitoring.Experiments;

public sealed class ExperimentPagesTests : PageContext
{
    [Fact]
    public void List_WithoutExperiments_ExplainsAndLetsTheScientistBegin()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<ExperimentsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No experiment yet", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/experiments/new']")));
    }

    [Fact]
    public void List_ForAnAuditor_OffersNothingToMake()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<ExperimentsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No experiment yet", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("a[href='/experiments/new']"));
    }

    [Fact]
    public void New_AskedBySomebodyElse_SaysWhoMay()
    {
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<NewExperimentPage>();

        cut.WaitForAssertion(() => Assert.Contains("data scientist", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task New_WhereNothingIsLive_SaysWhatComesFirst()
    {
        await Portal.CreateModelAsync("loans", null, Xunit.TestContext.Current.CancellationToken);
        await Portal.Get<CreateEnvironment>().RunAsync(
            Portal.As(Role.TenantAdministrator), new CreateEnvironmentRequest("pilot", EnvironmentPurpose.Development, EnvironmentPlacement.Edge, "eu-central"), Xunit.TestContext.Current.CancellationToken);
        SignIn(Portal.As(Role.DataScientist));
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/experiments/new?model=loans&environment=pilot");

        var cut = Render<NewExperimentPage>();

        cut.WaitForAssertion(() => Assert.Contains("No version of loans is live in pilot", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button[type=submit]"));
    }

    [Fact]
    public void One_ThatIsNotThere_SaysSo()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<ExperimentPage>(p => p.Add(x => x.Number, "E-99"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }
}
