using System.Globalization;
using Portal.Core.Costs;
using Portal.Core.Costs.Reports;
using Portal.Core.Notifications;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Reports;

public sealed class CostReportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReportCadence.Weekly, "2026-11-23", "2026-11-16", "2026-11-23")] // a Monday: the week before
    [InlineData(ReportCadence.Weekly, "2026-11-22", "2026-11-09", "2026-11-16")] // a Sunday belongs to a week that is not over
    [InlineData(ReportCadence.Monthly, "2026-11-02", "2026-09-01", "2026-10-01")]
    [InlineData(ReportCadence.Monthly, "2026-11-03", "2026-10-01", "2026-11-01")]
    [InlineData(ReportCadence.Monthly, "2026-01-31", "2025-12-01", "2026-01-01")]
    public void Due_IsTheNewestPeriodThatIsOver(ReportCadence cadence, string today, string from, string until) =>
        Assert.Equal(new ReportPeriod(Day(from), Day(until)), ReportPeriods.Due(cadence, Day(today)));

    [Theory, EveryDatabase]
    public async Task Report_IsToldOnce_ToWhoAskedForIt(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        var (subscribe, report, job) = (portal.Get<SubscribeToCosts>(), portal.Get<ReportCosts>(), Actor.ForJob(portal.Tenant, "report-costs"));
        var week = ReportPeriods.Due(ReportCadence.Weekly, DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime));
        await world.AddAsync(
            Guid.CreateVersion7(),
            (week.From.AddDays(-3), CostWorld.Facts("Chat", team: portal.Team), new(0, 100)),
            (week.From, CostWorld.Facts("Chat", team: portal.Team), new(0, 110.005m)),
            (week.Until.AddDays(-1), CostWorld.Facts("Search"), new(0, 15)),
            (week.Until, CostWorld.Facts("Search"), new(0, 1000)),
            (week.From, CostWorld.Facts("Maps", "JPY"), new(0, 5000)));

        Assert.Equal(0, (await report.RunAsync(job, Ct)).Value);
        Assert.True((await subscribe.RunAsync(executive, ReportCadence.Weekly, Ct)).IsOk);
        Assert.Equal(ReportCadence.Weekly, await portal.Get<CostReportChoice>().FindAsync(executive, Ct));
        Assert.Null(await portal.Get<CostReportChoice>().FindAsync(portal.As(Role.Reviewer), Ct));
        Assert.Equal(RefusalKind.Forbidden, (await report.RunAsync(executive, Ct)).Refusal!.Kind);
        Assert.Equal(1, (await report.RunAsync(job, Ct)).Value);
        Assert.Equal(0, (await report.RunAsync(job, Ct)).Value);

        await using (var db = portal.Open())
        {
            var kept = await db.CostReports.SingleAsync(Ct);
            Assert.Equal((week.From, week.Until, 125.01m, 100m), (kept.From, kept.Figures.Until, kept.Figures.Total, kept.Figures.Before));
            Assert.Equal(["JPY"], kept.Figures.Apart);
        }

        await portal.Get<OutboxDispatcher>().RunAsync(Ct);
        await using (var db = portal.Open())
        {
            var notice = await db.Notifications.SingleAsync(row => row.Kind == "costs.report", Ct);
            Assert.Equal(executive.Member, notice.MemberId);
            Assert.Equal($"AI cost USD 125.01 in the week from {week.From.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}", notice.Title);
            Assert.Contains("25 % more than the USD 100.00 before.", notice.Text, StringComparison.Ordinal);
            Assert.Contains("Amounts in JPY are not in it", notice.Text, StringComparison.Ordinal);
        }

        Assert.True((await subscribe.RunAsync(executive, null, Ct)).IsOk);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, (await report.RunAsync(job, Ct)).Value);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
