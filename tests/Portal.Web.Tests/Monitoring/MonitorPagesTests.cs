using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Monitoring.Jobs;
using Portal.Web.Monitoring.Monitors;

namespace Portal.Web.Tests.Monitoring;

public sealed class MonitorPagesTests : PageContext
{
    private static readonly MonitorDraft s_volume =
        new("feed", MonitorKind.Volume, MonitorReference.PreviousWindow, WindowLength.Day, "0 15 1 * * ?", "Asia/Kolkata", new MonitorSettings(LeastRows: 10));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var ct = Xunit.TestContext.Current.CancellationToken;
        Assert.True((await Portal.Get<CreateEnvironment>().RunAsync(Portal.As(Role.TenantAdministrator), new("production", EnvironmentPurpose.Production, EnvironmentPlacement.Edge, "eu-central"), ct)).IsOk);
        await Portal.CreateModelAsync("mortgage", null, ct);
    }

    [Fact]
    public void Jobs_WithNothing_ExplainsAndLetsTheScientistBegin()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<JobsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No monitor yet", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Looks which windows are due, and measures them", cut.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(cut.FindAll("a[href='/monitors/new']"));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.GetAttribute("aria-label") == "Run now: run-monitors");
    }

    [Fact]
    public async Task Jobs_RunNow_QueuesTheLastWindow_ForThoseWhoMay()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.ComplianceOfficer));
        var cut = Render<JobsPage>();
        cut.WaitForAssertion(() => Assert.Contains("feed", cut.Markup, StringComparison.Ordinal));

        await cut.Find("button[aria-label='Run now: feed']").ClickAsync(new());

        cut.WaitForAssertion(() => Assert.Contains("asked for by ComplianceOfficer", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Queued", cut.Markup, StringComparison.Ordinal));
        await cut.Find("button[aria-label='Cancel the run of feed']").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Contains("The run was cancelled before it began.", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jobs_ShowTwentyRunsALineEach_AndTheFailedOnesByAddress()
    {
        await CreateAsync();
        await AddRunsAsync(22, MonitorRunState.Completed);
        await AddRunsAsync(3, MonitorRunState.Failed);
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<JobsPage>();
        cut.WaitForAssertion(() => Assert.Contains("The first 20 runs", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("a sentence", cut.Markup, StringComparison.Ordinal);
        await cut.FindAll("button").First(button => button.TextContent == "Load more").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Contains("All 25 runs", cut.Markup, StringComparison.Ordinal));
        Assert.Equal("/jobs?state=Failed", cut.FindAll("a").Single(link => link.TextContent == "Failed ones").GetAttribute("href"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/jobs?state=Failed");

        cut.WaitForAssertion(() => Assert.Contains("All 3 runs", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("The disk is full.", cut.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-02T00:00Z", 24, "2 Mar 2026, 1 day")]
    [InlineData("2026-03-02T00:00Z", 168, "2 Mar 2026, 7 days")]
    [InlineData("2026-03-01T19:00Z", 24, "1 Mar 2026, 19:00, 1 day")]
    [InlineData("2026-03-29T00:00Z", 23, "29 Mar 2026, 1 day")]
    [InlineData("2026-03-02T05:00Z", 1, "2 Mar 2026, 05:00, 1 hour")]
    public void Window_OnALine_IsItsBeginningAndItsLength(string from, int hours, string said)
    {
        var begin = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(said, MonitorsPages.Short(new MonitorWindow(begin, begin.AddHours(hours))));
    }

    [Fact]
    public async Task Jobs_SeenByAnAuditor_OffersNothingToChange()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<JobsPage>();

        cut.WaitForAssertion(() => Assert.Contains("feed", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.GetAttribute("aria-label")?.StartsWith("Run", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task One_SaysItsSettingsAndItsWindowsInWords()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<MonitorPage>(page => page.Add(x => x.Name, "feed"));

        cut.WaitForAssertion(() => Assert.Contains("The rows of each day compared with the days before it, for mortgage in production.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("a day runs from 00:30 to 00:30", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("1 Mar 2026, 19:00 to 2 Mar 2026, 19:00 UTC", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("After 1 window in a row people are told, an incident is opened", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_OfAnotherTenant_IsNotThere()
    {
        await CreateAsync();
        SignIn(Portal.Outsider);

        var cut = Render<MonitorPage>(page => page.Add(x => x.Name, "feed"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.DataScientist, true)]
    [InlineData(Role.Reviewer, false)]
    public async Task One_WhoseRunIsAboutAProtectedColumn_NamesItToThoseWhoMay(Role role, bool named)
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        await Portal.ImportMortgageAsync("evaluation", ct);
        await Portal.CreateModelAsync("protected", new DatasetVersionName("mortgage-evaluation", 1), ct);
        Assert.True((await Portal.Get<CreateMonitor>().RunAsync(Portal.As(Role.DataScientist), new CreateMonitorRequest("production", "protected", s_volume), ct)).IsOk);
        await using (var db = Portal.Open())
        {
            var (monitor, now) = (db.Monitors.Single().Id, Portal.Clock.GetUtcNow());
            db.MonitorRuns.Add(new MonitorRun
            {
                TenantId = Portal.Tenant, Id = MonitorRunId.New(), MonitorId = monitor, WindowFrom = now.AddDays(-1), WindowTo = now, QueuedAt = now, State = MonitorRunState.Completed,
                Verdict = WindowVerdict.Breach, Sentence = "1 of 14 columns drifted. The column: afam.",
            });
            await db.SaveChangesAsync(ct);
        }

        SignIn(Portal.As(role));

        var cut = Render<MonitorPage>(page => page.Add(x => x.Name, "feed"));

        cut.WaitForAssertion(() => Assert.Contains("1 of 14 columns drifted", cut.Find("table").TextContent, StringComparison.Ordinal));
        Assert.Equal(named, cut.Markup.Contains("afam", StringComparison.Ordinal));
        Assert.Equal(!named, cut.Markup.Contains(ProtectedWords.Unnamed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edit_WhereSomebodyWasFaster_LetsTheirChangesBeLoaded()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<EditMonitorPage>(page => page.Add(x => x.Name, "feed"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("form")));
        var ct = Xunit.TestContext.Current.CancellationToken;
        Assert.True((await Portal.Get<EditMonitor>().RunAsync(Portal.As(Role.ComplianceOfficer), new EditMonitorRequest("feed", 0, s_volume with { WindowsInARow = 3 }), ct)).IsOk);

        await cut.Find("form").SubmitAsync();
        await cut.WaitForElement("[role=alert] button").ClickAsync(new());

        cut.WaitForAssertion(() => Assert.Equal("3", cut.Find("input[type=number]").GetAttribute("value")));
        Assert.Empty(cut.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Edit_AskedBySomebodyElse_SaysWhoMay()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.Executive));

        var cut = Render<EditMonitorPage>(page => page.Add(x => x.Name, "feed"));

        cut.WaitForAssertion(() => Assert.Contains("data scientist", cut.Find("[role=alert]").TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task New_ModelAndEnvironmentTypedQuickly_BothAreKept()
    {
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<NewMonitorPage>();
        cut.WaitForAssertion(() => Assert.Equal("New monitor", cut.Find("h1").TextContent));
        string Id(string label) => cut.FindAll("label").Single(one => one.TextContent == label).GetAttribute("for")!;

        var typed = new[] { cut.Find("#" + Id("Environment")).ChangeAsync(new ChangeEventArgs { Value = "production" }), cut.Find("#" + Id("Model")).ChangeAsync(new ChangeEventArgs { Value = "mortgage" }) };
        await Task.WhenAll(typed);

        cut.WaitForAssertion(() => Assert.Contains("The usual monitors", cut.Markup, StringComparison.Ordinal));
        Assert.Equal(("production", "mortgage"), (cut.Find("#" + Id("Environment")).GetAttribute("value"), cut.Find("#" + Id("Model")).GetAttribute("value")));
    }

    [Fact]
    public async Task One_RefusedOnce_DoesNotSayItAgainInAnotherWindow()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<MonitorPage>(page => page.Add(x => x.Name, "feed"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("button.primary")));
        await cut.Find("button.primary").ClickAsync(new());
        await cut.Find("button.primary").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("[role=alert]")));

        await cut.FindAll("button").Single(button => button.TextContent == "Pause").ClickAsync(new());

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("dialog form")));
        Assert.Empty(cut.FindAll("[role=alert]"));
    }

    [Fact]
    public void New_AskedBySomebodyElse_SaysWhoMay()
    {
        SignIn(Portal.As(Role.Executive));

        var cut = Render<NewMonitorPage>();

        cut.WaitForAssertion(() => Assert.Contains("data scientist", cut.Find("[role=alert]").TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task Edit_WithAWrongSchedule_IsRefusedAtTheField_ThenKept()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<EditMonitorPage>(page => page.Add(x => x.Name, "feed"));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("form")));
        string Schedule() => cut.FindAll("label").Single(label => label.TextContent == "Schedule").GetAttribute("for")!;

        await cut.Find("#" + Schedule()).ChangeAsync(new ChangeEventArgs { Value = "daily" });
        await cut.Find("form").SubmitAsync();
        cut.WaitForAssertion(() => Assert.Contains("six or seven fields", cut.Find("span.error").TextContent, StringComparison.Ordinal));
        await cut.Find("#" + Schedule()).ChangeAsync(new ChangeEventArgs { Value = "0 45 2 * * ?" });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.EndsWith("/monitors/feed", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    private async Task AddRunsAsync(int count, MonitorRunState state)
    {
        await using var db = Portal.Open();
        var (monitor, failed) = (db.Monitors.Single().Id, state == MonitorRunState.Failed);
        for (var day = 1; day <= count; day++)
        {
            var from = Portal.Clock.GetUtcNow().AddDays(failed ? -100 - day : -day);
            db.MonitorRuns.Add(new MonitorRun
            {
                TenantId = Portal.Tenant, Id = MonitorRunId.New(), MonitorId = monitor, WindowFrom = from, WindowTo = from.AddDays(1), QueuedAt = from, State = state, StartedAt = from, EndedAt = from.AddMilliseconds(30),
                Verdict = failed ? null : WindowVerdict.Quiet, Sentence = failed ? null : "a sentence", FailureSentence = failed ? "The disk is full." : null,
            });
        }

        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }

    private async Task CreateAsync()
    {
        var made = await Portal.Get<CreateMonitor>().RunAsync(Portal.As(Role.DataScientist), new CreateMonitorRequest("production", "mortgage", s_volume), Xunit.TestContext.Current.CancellationToken);
        Assert.True(made.IsOk, made.Refusal?.Sentence);
    }
}
