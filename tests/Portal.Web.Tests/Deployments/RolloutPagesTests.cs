using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Deployments;
using Portal.Web.Promotions.Components;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Deployments;

public sealed class RolloutPagesTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Card_SaysWhereItIs_WhatItWaitsFor_AndHolds()
    {
        SignIn(await PrepareAsync(holdHours: 24));
        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        cut.WaitForAssertion(() => Assert.Contains("Version 2 answers 5 % of the requests, version 1 the other 95 %.", cut.Markup, StringComparison.Ordinal));
        Assert.Equal(["5 %", "25 %", "100 %"], cut.FindAll(".rollout-track .share").Select(step => step.TextContent));
        Assert.Equal("5 %", cut.Find(".rollout-track [aria-current=step] .share").TextContent);
        Assert.Contains("Its plan holds it at this step for another", cut.Find(".rollout-gate").TextContent, StringComparison.Ordinal);
        Assert.True(Button(cut, "Go on to 25 %").HasAttribute("disabled"));
        Assert.Contains("Live, 95 %", cut.Markup, StringComparison.Ordinal);

        Button(cut, "Hold").Click();
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("dialog")));
        cut.WaitForElement("dialog textarea").Change("We want to look.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Held at 5 % since", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.NotNull(Button(cut, "Resume")));
    }

    [Fact]
    public async Task Environment_LeadsToTheChangeFreezes()
    {
        SignIn(await PrepareAsync(holdHours: 24));
        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        cut.WaitForAssertion(() => Assert.Equal("/environments/freezes", cut.FindAll(".facts a").Single(link => link.TextContent == "All freezes").GetAttribute("href")));
        Assert.Contains("None is planned.", cut.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ForTheChallenger_SaysWhyNot_AndLeadsToItsRollout()
    {
        SignIn(await PrepareAsync(holdHours: 24));
        var actor = (await Services.GetRequiredService<CircuitActor>().GetAsync(Ct));
        var preview = (await Portal.Get<PromotionEvidence>().PreviewAsync(actor, "mortgage", 2, "production", Ct)).Value;

        var cut = Render<RequestForm>(p => p.Add(x => x.Preview, preview));

        Assert.Contains("stands beside the live version in production already", cut.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/environments/production", cut.Find("[role=status] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Card_TakenBack_TheChallengerIsGone()
    {
        SignIn(await PrepareAsync(holdHours: 24));
        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll(".rollout-track")));

        Button(cut, "Take back").Click();
        cut.WaitForAssertion(() => Assert.Contains("Version 1 answers all requests of mortgage in production at once", cut.Find("dialog").TextContent, StringComparison.Ordinal));
        cut.WaitForElement("dialog textarea").Change("Complaints.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll(".rollout-track")));
        cut.WaitForAssertion(() => Assert.Contains("stood beside the live version and did not take over", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Card_ForAScientist_OffersNothing()
    {
        await PrepareAsync(holdHours: 0);
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll(".rollout-track")));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent is "Hold" or "Take back" or "Take it back" or "Go on to 25 %" or "Break glass");
    }

    [Fact]
    public async Task BreakGlass_StaysRed()
    {
        SignIn(await PrepareAsync(holdHours: 24));
        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));
        cut.WaitForAssertion(() => Assert.NotNull(Button(cut, "Break glass")));

        Button(cut, "Break glass").Click();
        cut.WaitForAssertion(() => Assert.Equal(2, cut.FindAll("dialog select option").Count));
        cut.WaitForElement("dialog select").Change("mortgage");
        cut.WaitForAssertion(() => Assert.Equal(2, cut.FindAll("dialog select").Count));
        cut.WaitForElement("dialog textarea").Change("Too short.");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Equal("true", cut.Find("dialog textarea").GetAttribute("aria-invalid")));
        cut.WaitForElement("dialog textarea").Change("The branches cannot decide at all.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("by All, without an approval", cut.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Single(cut.FindAll("tbody .bad"));
    }

    [Fact]
    public async Task Freeze_IsPlanned_Told_AndCalledOff()
    {
        var actor = await PrepareAsync(holdHours: 24);
        SignIn(actor);
        var cut = Render<FreezesPage>();
        cut.WaitForAssertion(() => Assert.Contains("No freeze holds, and none is planned", cut.Markup, StringComparison.Ordinal));

        Button(cut, "Plan a freeze").Click();
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("dialog")));
        var now = Portal.Clock.GetUtcNow();
        cut.WaitForElements("dialog input")[0].Change("Year end");
        cut.WaitForElements("dialog input")[1].Change(now.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        cut.WaitForElements("dialog input")[2].Change(now.AddDays(9).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        cut.WaitForElement("dialog textarea").Change("The books are closed.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Year end", cut.Find(".work").TextContent, StringComparison.Ordinal));
        Assert.Contains("All of production", cut.Find(".work").TextContent, StringComparison.Ordinal);
        cut.FindAll("button").Single(button => button.GetAttribute("aria-label")?.EndsWith(": Year end", StringComparison.Ordinal) == true).Click();
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("dialog")));
        cut.WaitForElement("dialog textarea").Change("Not needed.");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Year end", cut.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    private static AngleSharp.Dom.IElement Button<TPage>(IRenderedComponent<TPage> cut, string text)
        where TPage : Microsoft.AspNetCore.Components.IComponent => cut.FindAll("button").Single(button => button.TextContent == text);

    private async Task<Actor> PrepareAsync(double holdHours)
    {
        var actor = await Portal.AddMemberAsync("All", Enum.GetValues<Role>());
        await RolloutSetup.RunAsync(Portal.Get<IServiceProvider>(), actor, holdHours, Ct);
        return actor;
    }
}
