using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Monitoring.Health;
using Portal.Web.Monitoring.Health.Components;

namespace Portal.Web.Tests.Monitoring;

public sealed class HealthPagesTests : PageContext
{
    private static readonly DateTimeOffset s_monday = new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Portal.Get<CreateEnvironment>().RunAsync(
            Portal.As(Role.TenantAdministrator), new("production", EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central"), Ct)).IsOk);
        await Portal.CreateModelAsync("mortgage", null, Ct);
    }

    [Fact]
    public void List_WithNothingLive_SaysWhatWouldBeHere()
    {
        SignIn(Portal.As(Role.Executive));

        var cut = Render<MonitoringPage>();

        cut.WaitForAssertion(() => Assert.Contains("Nothing is live yet", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Model_ThatNobodyWatches_ShowsWhatTheOneClickWouldMakeOnlyToThoseWhoMay()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<ModelHealthPage>(p => p.Add(x => x.Environment, "production").Add(x => x.Model, "mortgage"));

        cut.WaitForAssertion(() => Assert.Contains("Nobody watches this model here", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("A data scientist or a compliance officer can let it be watched.", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent.Contains("Watch it", StringComparison.Ordinal));
        Assert.Contains("/api/v1/models/mortgage/observations?environment=production", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OfAnotherTenant_IsNotThere()
    {
        SignIn(Portal.Outsider);

        var cut = Render<ModelHealthPage>(p => p.Add(x => x.Environment, "production").Add(x => x.Model, "mortgage"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AtAGlance_OfADriftingModel_SaysWhichColumnsAndLeadsToTheComparison()
    {
        var monitor = await WatchAsync("drift", MonitorKind.Drift);
        await RunAsync(monitor, 0, WindowVerdict.Quiet, Of("lvrat", 0.05, WindowVerdict.Quiet));
        await RunAsync(monitor, 1, WindowVerdict.Breach, Of("lvrat", 0.79, WindowVerdict.Breach), Of("pirat", 0.04, WindowVerdict.Quiet));
        SignIn(Portal.As(Role.ComplianceOfficer));

        var cut = Render<ModelHealthPage>(p => p.Add(x => x.Environment, "production").Add(x => x.Model, "mortgage"));

        cut.WaitForAssertion(() => Assert.Contains("1 drifted: lvrat", cut.Markup, StringComparison.Ordinal));
        Assert.Equal("/monitoring/production/mortgage?tab=drift&column=lvrat&window=2026-02-09T00Z&by=week#comparison", cut.Find("td.breach a").GetAttribute("href"));
        Assert.Equal("Breach", cut.Find("h1 .chip").TextContent);
        Assert.Contains("1", cut.FindAll(".kpi .value")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("lvrat is Breach.", cut.Find(".card.notice.failed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparison_OfAWindowOlderThanTheMap_IsAskedForAllTheSame()
    {
        var monitor = await WatchAsync("drift", MonitorKind.Drift);
        await RunAsync(monitor, 1, WindowVerdict.Quiet, Of("lvrat", 0.05, WindowVerdict.Quiet));
        SignIn(Portal.As(Role.ComplianceOfficer));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/monitoring/production/mortgage?tab=drift&column=lvrat&window=2024-02-05T00Z&by=week");

        var cut = Render<ModelHealthPage>(p => p.Add(x => x.Environment, "production").Add(x => x.Model, "mortgage"));

        cut.WaitForAssertion(() => Assert.Contains("Nothing was counted of lvrat in this window.", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void HowToSend_WhateverColumnsAreCalledAndWhereverTheServerStands_IsACommandThatCanBePasted()
    {
        SignIn(Portal.As(Role.DataScientist));
        var subject = new Core.Monitoring.Health.HealthSubject(
            EnvironmentId.New(), "production", EnvironmentPurpose.Production, ModelId.New(), "mortgage", ModelTask.BinaryClassification, RiskClass.High, null, null, null,
            [new("applicant's \"age\"", ColumnType.Integer, ColumnRole.Feature), new("größe", ColumnType.Number, ColumnRole.Feature)], null);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");

        var cut = Render<HowToSend>(p => p.Add(x => x.Subject, subject));
        CultureInfo.CurrentCulture = before;

        var row = cut.Find("pre").TextContent.Split("-d '")[1].TrimEnd()[..^1].Replace(@"'\''", "'", StringComparison.Ordinal);
        using var json = JsonDocument.Parse(row);
        Assert.Equal(1, json.RootElement.GetProperty("applicant's \"age\"").GetInt32());
        Assert.Equal(0.5, json.RootElement.GetProperty("größe").GetDouble());
        Assert.Equal(Portal.Clock.GetUtcNow().Year, json.RootElement.GetProperty("timestamp").GetDateTimeOffset().Year);
    }

    [Fact]
    public void Hours_SayWhoseTheyAre_DaysAndWeeksNeedNot()
    {
        var monitor = new Core.Monitoring.Health.HealthMonitor(
            MonitorId.New(), "drift", MonitorKind.Drift, MonitorState.Active, MonitorReference.TrainingSet, WindowLength.Hour, "Asia/Kolkata", 1, Severity.Warning, MonitorActions.None, new MonitorSettings(), null, []);

        Assert.Equal("hour from 05:30 on 2 Feb (Asia/Kolkata)", WindowNames.InWords(monitor, s_monday));
        Assert.Equal("week of 2 Feb", WindowNames.InWords(monitor with { Window = WindowLength.Week }, s_monday));
    }

    [Fact]
    public void Csv_OfReadings_QuotesWhatNeedsItAndDefusesFormulas()
    {
        var reading = Of("=cmd", 0.5, WindowVerdict.Quiet) with { Sentence = "a, \"b\"", Also = new Dictionary<string, double> { ["psi"] = -0.25 } };
        var run = new Core.Monitoring.Health.HealthRun(
            MonitorRunId.New(), s_monday, s_monday.AddDays(7), MonitorRunState.Completed, WindowVerdict.Quiet, "", 600, null, 2, [reading], null, null);
        var monitor = new Core.Monitoring.Health.HealthMonitor(
            MonitorId.New(), "drift", MonitorKind.Drift, MonitorState.Active, MonitorReference.TrainingSet, WindowLength.Week, "UTC", 1, Severity.Warning, MonitorActions.None, new MonitorSettings(), null, [run]);

        var lines = HealthCsv.Write([monitor]).Split("\r\n");

        Assert.Equal("drift,Drift,2026-02-02T00:00:00Z,2026-02-09T00:00:00Z,2,'=cmd,w1Norm,0.5,,,,0.25,,,600,Quiet,\"a, \"\"b\"\"\"", lines[1]);
        Assert.Equal("drift,Drift,2026-02-02T00:00:00Z,2026-02-09T00:00:00Z,2,'=cmd,psi,-0.25,,,,,,,600,Quiet,", lines[2]);
    }

    private static Reading Of(string subject, double value, WindowVerdict verdict) =>
        new(subject, "w1Norm", value, null, null, null, 0.25, null, null, 600, verdict, $"{subject} is {verdict}.");

    private async Task<MonitorId> WatchAsync(string name, MonitorKind kind)
    {
        await using var db = Portal.Open();
        var monitor = new Core.Monitoring.Monitors.Monitor
        {
            TenantId = Portal.Tenant,
            Id = MonitorId.New(),
            EnvironmentId = await db.Environments.Select(row => row.Id).SingleAsync(Ct),
            ModelId = await db.Models.Select(row => row.Id).SingleAsync(Ct),
            Name = name,
            NormalizedName = Names.Normalize(name),
            Kind = kind,
            Reference = MonitorReference.TrainingSet,
            Window = WindowLength.Week,
            Schedule = "0 10 2 ? * MON",
            TimeZone = "UTC",
            Settings = new MonitorSettings(),
            WindowsInARow = 1,
            Severity = Severity.Warning,
            Actions = MonitorActions.Notify,
            CreatedBy = Portal.As(Role.DataScientist).Member!.Value,
            CreatedAt = s_monday,
        };
        db.Monitors.Add(monitor);
        await db.SaveChangesAsync(Ct);
        return monitor.Id;
    }

    private async Task RunAsync(MonitorId monitor, int week, WindowVerdict verdict, params IReadOnlyList<Reading> readings)
    {
        await using var db = Portal.Open();
        db.MonitorRuns.Add(new MonitorRun
        {
            TenantId = Portal.Tenant,
            Id = MonitorRunId.New(),
            MonitorId = monitor,
            WindowFrom = s_monday.AddDays(7 * week),
            WindowTo = s_monday.AddDays(7 * (week + 1)),
            QueuedAt = s_monday.AddDays(7 * (week + 1)),
            State = MonitorRunState.Completed,
            Verdict = verdict,
            Sentence = readings[0].Sentence,
            Rows = 600,
            Readings = readings,
        });
        await db.SaveChangesAsync(Ct);
    }
}
