using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;
using Delegates = Portal.Core.Promotions.Stages.Delegate;

namespace Portal.Web.Tests.Promotions;

public sealed class DelegationsPageTests : PageContext
{
    [Fact]
    public void Page_WithoutDelegations_SaysSoAndOffersEverybodyElse()
    {
        SignIn(Portal.As(Role.Reviewer));
        var cut = Render<DelegationsPage>();

        cut.WaitForAssertion(() => Assert.Equal(["Who stands in for me", "For whom I stand in"], cut.FindAll(".w8 h2").Select(title => title.TextContent)));
        Assert.DoesNotContain(cut.FindAll("select option"), option => option.TextContent.Contains("reviewer@", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("You decide yourself", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Form_WithoutADay_AsksForOne_ThenDelegatesAndTakesBack()
    {
        SignIn(Portal.As(Role.Reviewer));
        var cut = Render<DelegationsPage>();
        cut.WaitForAssertion(() => Assert.True(cut.FindAll("select option").Count > 1));

        cut.Find("select").Change(Portal.As(Role.Auditor).Name);
        cut.Find("form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Choose a day", cut.Find(".error").TextContent, StringComparison.Ordinal));
        cut.Find("input[type=date]").Change(Portal.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        cut.Find("textarea").Change("Holiday.");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Holiday.", cut.Find("tbody").TextContent, StringComparison.Ordinal));
        cut.Find("tbody button").Click();
        cut.WaitForAssertion(() => Assert.Contains("taken back", cut.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ForAnAdministrator_ShowsEverybodys()
    {
        var until = Portal.Clock.GetUtcNow().AddDays(2);
        Assert.True((await Portal.Get<Delegates>().RunAsync(Portal.As(Role.Reviewer), new DelegateRequest(Portal.As(Role.Auditor).Name, until, "Holiday."), Xunit.TestContext.Current.CancellationToken)).IsOk);
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<DelegationsPage>();

        cut.WaitForAssertion(() => Assert.Equal("Everybody else", cut.FindAll(".w8 h2")[2].TextContent));
        Assert.Single(cut.FindAll("tbody button"));
        Assert.Contains("Whose place", cut.Find("form").TextContent, StringComparison.Ordinal);
    }
}
