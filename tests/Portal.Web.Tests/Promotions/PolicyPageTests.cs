using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;

namespace Portal.Web.Tests.Promotions;

public sealed class PolicyPageTests : PageContext
{
    [Fact]
    public void Matrix_WithoutPolicies_SaysThatPromotionsAreRefusedAndAddsThem()
    {
        SignIn(Portal.As(Role.ComplianceOfficer));
        var cut = Render<PoliciesPage>();
        cut.WaitForAssertion(() => Assert.Contains("9 policies are missing", cut.Markup, StringComparison.Ordinal));

        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Equal(9, cut.FindAll("td a.strong").Count));
        Assert.DoesNotContain("missing", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_ForAComplianceOfficer_IsEditedWithAReason()
    {
        await Portal.Get<AddDefaultPolicies>().RunAsync(Portal.As(Role.ComplianceOfficer), Xunit.TestContext.Current.CancellationToken);
        SignIn(Portal.As(Role.ComplianceOfficer));
        Services.AddSingleton<PolicyTrials>();
        var cut = Render<PolicyPage>(parameters => parameters.Add(page => page.RiskClass, "high").Add(page => page.Purpose, "production"));
        cut.WaitForElement("form");
        var before = cut.FindAll(".gate-edits > li").Count;

        cut.FindAll(".gate-edits button")[0].Click();
        cut.WaitForAssertion(() => Assert.Equal(before - 1, cut.FindAll(".gate-edits > li").Count));
        cut.Find("form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Write why", cut.Find("form .error").TextContent, StringComparison.Ordinal));
        cut.Find("form textarea").Change("The champion is compared by log-loss alone.");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Edit 2", cut.Find("h1").TextContent, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("The champion is compared by log-loss alone.", cut.Find(".line").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Policy_WithAGateAdded_ShowsItApartAndOpen()
    {
        await Portal.Get<AddDefaultPolicies>().RunAsync(Portal.As(Role.ComplianceOfficer), Xunit.TestContext.Current.CancellationToken);
        SignIn(Portal.As(Role.ComplianceOfficer));
        Services.AddSingleton<PolicyTrials>();
        var cut = Render<PolicyPage>(parameters => parameters.Add(page => page.RiskClass, "high").Add(page => page.Purpose, "production"));
        cut.WaitForElement("form");
        Assert.Equal("Every model", cut.Find("details[open] > summary").FirstChild!.TextContent);

        cut.FindAll("button").Single(button => button.TextContent.Contains("Add gate", StringComparison.Ordinal)).Click();

        cut.WaitForAssertion(() => Assert.Equal("Added now", cut.FindAll("details.gate-group[open] > summary")[^1].FirstChild!.TextContent));
    }

    [Fact]
    public async Task Policy_ForOthers_IsReadButNotEdited()
    {
        await Portal.Get<AddDefaultPolicies>().RunAsync(Portal.As(Role.ComplianceOfficer), Xunit.TestContext.Current.CancellationToken);
        SignIn(Portal.As(Role.DataScientist));
        Services.AddSingleton<PolicyTrials>();

        var cut = Render<PolicyPage>(parameters => parameters.Add(page => page.RiskClass, "high").Add(page => page.Purpose, "production"));

        cut.WaitForAssertion(() => Assert.Contains("This needs the role compliance officer or tenant administrator", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button[type=submit]"));
        Assert.All(cut.FindAll("fieldset input"), input => Assert.True(input.HasAttribute("disabled")));
    }

    [Fact]
    public void Policy_OfAnUnknownRisk_SaysThatNothingIsHere()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<PolicyPage>(parameters => parameters.Add(page => page.RiskClass, "huge").Add(page => page.Purpose, "production"));

        Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal);
    }
}
