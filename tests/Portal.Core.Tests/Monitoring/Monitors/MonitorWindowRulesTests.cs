using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Tests.Monitoring.Monitors;

public sealed class MonitorWindowRulesTests
{
    private static readonly DateTimeOffset s_now = MonitorScheduleTests.Utc("2026-03-02T09:30");
    private static readonly WindowCalendar s_days = new(TimeZoneInfo.Utc, WindowLength.Day);

    [Theory]
    [InlineData("2026-03-02T00:00", 0, 0)]
    [InlineData("2026-03-01T00:00", 1, 0)]
    [InlineData("2026-02-28T12:00", 2, 0)]
    [InlineData("2026-01-31T00:00", 30, 0)]
    [InlineData("2026-01-01T00:00", 31, 29)]
    [InlineData("2027-01-01T00:00", 0, 0)]
    public void CatchUp_EachMissedWindowOnce_AMonthBackAtMost(string since, int due, int missed)
    {
        var plan = CatchUp.Plan(s_days, MonitorScheduleTests.Utc(since), s_now);

        Assert.Equal((due, missed), (plan.Windows.Count, plan.Missed?.Count ?? 0));
        Assert.Equal(plan.Windows.OrderBy(window => window.To), plan.Windows);
        Assert.All(plan.Windows, window => Assert.True(window.To <= s_now));
        Assert.Equal(due, plan.Windows.Distinct().Count());
        if (plan.Missed is { } told)
        {
            Assert.Equal((MonitorScheduleTests.Utc(since), plan.Windows[0].From), (told.From, told.To));
        }
    }

    [Fact]
    public void CatchUp_OfMonths_AlwaysHasTheNewest()
    {
        var months = new WindowCalendar(TimeZoneInfo.Utc, WindowLength.Month);

        var plan = CatchUp.Plan(months, MonitorScheduleTests.Utc("2025-06-01T00:00"), MonitorScheduleTests.Utc("2026-03-31T23:00"));

        Assert.Equal(MonitorScheduleTests.Utc("2026-03-01T00:00"), Assert.Single(plan.Windows).To);
        Assert.Equal(8, plan.Missed?.Count);
    }

    /// <summary>Newest first: Q quiet, W warning, B breach, N not enough data, - not measured.</summary>
    [Theory]
    [InlineData("B", "", 1, 1, true, false)]
    [InlineData("B", "", 2, 1, false, false)]
    [InlineData("B", "B", 2, 2, true, false)]
    [InlineData("B", "NB", 2, 2, true, false)]
    [InlineData("B", "N-NB", 2, 2, true, false)]
    [InlineData("B", "QB", 2, 1, false, false)]
    [InlineData("B", "WB", 2, 1, false, false)]
    [InlineData("B", "BBBBB", 3, 3, true, false)]
    [InlineData("B", "BNB", 3, 3, true, false)]
    [InlineData("N", "BB", 1, 0, false, false)]
    [InlineData("Q", "B", 1, 0, false, true)]
    [InlineData("Q", "NB", 3, 0, false, true)]
    [InlineData("Q", "Q", 1, 0, false, false)]
    [InlineData("Q", "", 1, 0, false, false)]
    [InlineData("Q", "WB", 1, 0, false, false)]
    [InlineData("W", "B", 1, 0, false, false)]
    public void Hysteresis_CountsBreachesInARow(string newest, string before, int inARow, int row, bool acts, bool ends)
    {
        var standing = Hysteresis.Judge(Of(newest[0])!.Value, before.Select(Of), inARow);

        Assert.Equal(new WindowStanding(row, acts, ends), standing);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 60)]
    [InlineData(3, 240)]
    [InlineData(9, 3840)]
    public void Wait_GrowsAndIsBounded(int attempt, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), MonitorRunRules.WaitAfter(attempt));

    [Theory]
    [InlineData(false, 1, MonitorRunState.Queued)]
    [InlineData(false, 2, MonitorRunState.Queued)]
    [InlineData(false, 3, MonitorRunState.Failed)]
    [InlineData(true, 1, MonitorRunState.Cancelled)]
    public void Loss_IsTriedAgainThreeTimes(bool cancelled, int attempt, MonitorRunState state) => Assert.Equal(state, MonitorRunRules.AfterLoss(cancelled, attempt, 3));

    [Fact]
    public void Window_ThatStillFills_IsNeverJudged()
    {
        Assert.Contains("never judged", MonitorRunRules.RefusesWindow(s_days.At(s_now), s_now)?.Sentence, StringComparison.Ordinal);
        Assert.Null(MonitorRunRules.RefusesWindow(s_days.NewestComplete(s_now), s_now));
    }

    [Theory]
    [InlineData("0001-01-01T00:00", true)]
    [InlineData("1969-12-31T23:59", true)]
    [InlineData("1970-01-01T00:00", false)]
    [InlineData("2026-03-02T09:30", false)]
    [InlineData("2026-03-02T09:31", true)]
    [InlineData("9999-12-31T23:59", true)]
    public void Instant_AtTheEndsOfTime_IsRefused(string at, bool refused) => Assert.Equal(refused, MonitorRunRules.RefusesInstant(MonitorScheduleTests.Utc(at), s_now) is not null);

    private static WindowVerdict? Of(char letter) => letter switch
    {
        'Q' => WindowVerdict.Quiet,
        'W' => WindowVerdict.Warning,
        'B' => WindowVerdict.Breach,
        'N' => WindowVerdict.NotEnoughData,
        _ => null,
    };
}
