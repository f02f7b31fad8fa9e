using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Tenancy;
using Portal.Web.Monitoring.Incidents;
using Portal.Web.Monitoring.Retraining;
using Portal.Web.Tests.Promotions;

namespace Portal.Web.Tests.Monitoring;

public sealed class IncidentPagesTests : PageContext
{
    [Fact]
    public void List_WithoutIncidents_Explains()
    {
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<IncidentsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No incident is open", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_ShowsWhatIsOpen_CountsIt_AndFiltersByTheAddress()
    {
        await BreachAsync();
        SignIn(Portal.As(Role.Reviewer));
        var cut = Render<IncidentsPage>();

        cut.WaitForAssertion(() => Assert.Equal("I-1", cut.Find("tbody a.strong").TextContent));
        Assert.Contains("Drift of mortgage in production: lvrat, hirat", cut.Markup, StringComparison.Ordinal);
        Assert.Equal("1", cut.Find(".kpi .value").TextContent);
        cut.FindAll("select")[2].Change("me");
        cut.WaitForAssertion(() => Assert.EndsWith("/incidents?assignee=me", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_SaysWhatBreachedWithNumbersBesideLimits_ChartTableAndTimeline()
    {
        await BreachAsync();
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, "I-1"));

        cut.WaitForAssertion(() => Assert.Contains("lvrat has moved by 0.40; at most 0.10 is allowed.", cut.Find(".card .sub").TextContent, StringComparison.Ordinal));
        Assert.Contains("lvrat, Jensen–Shannon distance", cut.Find(".gate .name").TextContent, StringComparison.Ordinal);
        Assert.Contains("at most 0.100", cut.Find(".gate .meter").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/monitoring/production/mortgage?tab=drift&column=lvrat&window=2026-03-01T00Z&by=", cut.Find(".gate a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("lvrat: Jensen–Shannon distance breached in 1 of 2 windows; the last value is 0.400, the limit 0.100.", cut.Find("svg.chart").GetAttribute("aria-label"));
        Assert.Equal(2, cut.Find("details.behind").QuerySelectorAll("tbody tr").Length);
        Assert.Contains("The incident was opened", cut.Find("ol.line").TextContent, StringComparison.Ordinal);
        Assert.Single(cut.FindAll("button.primary"), button => button.TextContent == "Acknowledge");
    }

    [Fact]
    public async Task One_AcknowledgedAndResolved_SaysSoInPlace()
    {
        await BreachAsync();
        SignIn(Portal.As(Role.Reviewer));
        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, "1"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("button.primary")));

        await cut.Find("button.primary").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Contains("Reviewer acknowledged it", cut.Find("ol.line").TextContent, StringComparison.Ordinal));
        await Button(cut, "Resolve").ClickAsync(new());
        await cut.Find("dialog textarea").ChangeAsync(new() { Value = "A partner sends other customers." });
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("Resolved by Reviewer: the population has changed.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains(cut.FindAll("button"), button => button.TextContent == "Reopen");
        Assert.Empty(cut.FindAll("dialog"));
    }

    [Fact]
    public async Task One_ForWhoMayNotHandle_HasNoActs()
    {
        await BreachAsync();
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, "I-1"));

        cut.WaitForAssertion(() => Assert.Contains("What breached", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent is "Acknowledge" or "Resolve" or "Assign" or "Add to the timeline");
    }

    [Fact]
    public async Task One_AskedForRetraining_LeadsToTheRequest()
    {
        await BreachAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, "I-1"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("button.primary")));

        await Button(cut, "Ask for retraining").ClickAsync(new());
        await cut.Find("dialog textarea").ChangeAsync(new() { Value = "The model is a year old." });
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("ol.line a[href='/retraining/R-1']")));
        var request = Render<RetrainingRequestPage>(p => p.Add(x => x.Number, "R-1"));
        request.WaitForAssertion(() => Assert.Contains("lvrat has moved by 0.40", request.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(request.FindAll("a[href='/models/mortgage/register']"));
        var list = Render<RetrainingPage>();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("a[href='/retraining/R-1']")));
    }

    [Fact]
    public async Task One_WithoutAMonitor_LeadsBackToWhatItCameOf()
    {
        await Portal.LetGoAsync(TimeSpan.FromDays(14));
        Portal.Clock.Advance(TimeSpan.FromDays(15));
        await Portal.Get<PromotionClock>().RunAsync(Xunit.TestContext.Current.CancellationToken);
        await Portal.DeliverAsync();
        SignIn(Portal.As(Role.Reviewer));

        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, "I-1"));

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/exceptions/F-1']")));
        Assert.Contains("Overdue follow-up", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("What breached", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Window by window", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Opens after", cut.Markup, StringComparison.Ordinal);
        var list = Render<IncidentsPage>();
        list.WaitForAssertion(() => Assert.Contains("Exception of Disparate impact, afam is overdue: mortgage version 1 in production", list.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I-1")]
    [InlineData("I-9")]
    [InlineData("nonsense")]
    public async Task One_OfAnotherTenantOrNobody_IsNotThere(string number)
    {
        await BreachAsync();
        SignIn(Portal.Outsider);

        var cut = Render<IncidentPage>(p => p.Add(x => x.Number, number));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    private static IElement Button(IRenderedComponent<IncidentPage> cut, string text) => cut.FindAll("button").Single(button => button.TextContent == text);

    private async Task BreachAsync()
    {
        var (environment, model, version) = await Portal.AddWatchedModelAsync();
        var monitor = await Portal.AddMonitorAsync(environment, model);
        await Portal.AddRunAsync(monitor, version, -2);
        await Portal.BreachAsync(monitor, version, -1, new Breach("lvrat", 0.4), new Breach("hirat", 0.2));
    }
}
