using System.Globalization;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Tests.Monitoring.Monitors;

public sealed class MonitorScheduleTests
{
    [Theory]
    [InlineData("UTC", WindowLength.Hour, "2026-03-02T09:30", "2026-03-02T09:00", "2026-03-02T10:00")]
    [InlineData("UTC", WindowLength.Day, "2026-03-02T09:30", "2026-03-02T00:00", "2026-03-03T00:00")]
    [InlineData("UTC", WindowLength.Day, "2026-03-02T00:00", "2026-03-02T00:00", "2026-03-03T00:00")]
    [InlineData("UTC", WindowLength.Week, "2026-03-01T23:59", "2026-02-23T00:00", "2026-03-02T00:00")]
    [InlineData("UTC", WindowLength.Week, "2026-03-02T00:00", "2026-03-02T00:00", "2026-03-09T00:00")]
    [InlineData("UTC", WindowLength.Month, "2024-02-29T12:00", "2024-02-01T00:00", "2024-03-01T00:00")]
    [InlineData("Europe/Berlin", WindowLength.Day, "2026-03-02T23:30", "2026-03-02T23:00", "2026-03-03T23:00")]
    [InlineData("Europe/Berlin", WindowLength.Day, "2026-03-29T12:00", "2026-03-28T23:00", "2026-03-29T22:00")]
    [InlineData("Europe/Berlin", WindowLength.Day, "2026-10-25T12:00", "2026-10-24T22:00", "2026-10-25T23:00")]
    [InlineData("Europe/Berlin", WindowLength.Month, "2026-03-15T00:00", "2026-02-28T23:00", "2026-03-31T22:00")]
    [InlineData("America/New_York", WindowLength.Week, "2026-03-08T12:00", "2026-03-02T05:00", "2026-03-09T04:00")]
    // Midnight does not exist on the day on which Havana's clocks go forward, and comes twice when they go back.
    [InlineData("America/Havana", WindowLength.Day, "2026-03-08T12:00", "2026-03-08T05:00", "2026-03-09T04:00")]
    [InlineData("America/Havana", WindowLength.Day, "2026-11-01T12:00", "2026-11-01T04:00", "2026-11-02T05:00")]
    // Counters are kept by full hours of UTC, so days of zones with half hours begin at the next one.
    [InlineData("Asia/Kolkata", WindowLength.Day, "2026-03-02T09:30", "2026-03-01T19:00", "2026-03-02T19:00")]
    [InlineData("Asia/Kolkata", WindowLength.Day, "2026-03-02T18:45", "2026-03-01T19:00", "2026-03-02T19:00")]
    [InlineData("Asia/Kathmandu", WindowLength.Week, "2026-03-02T09:30", "2026-03-01T19:00", "2026-03-08T19:00")]
    [InlineData("Asia/Kolkata", WindowLength.Hour, "2026-03-02T09:30", "2026-03-02T09:00", "2026-03-02T10:00")]
    // Samoa had no 30 December 2011: after the 29th comes the 31st.
    [InlineData("Pacific/Apia", WindowLength.Day, "2011-12-30T10:00", "2011-12-30T10:00", "2011-12-31T10:00")]
    public void Window_IsTheCalendarsOwn(string zone, WindowLength length, string at, string from, string to)
    {
        var calendar = new WindowCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), length);

        Assert.Equal(new MonitorWindow(Utc(from), Utc(to)), calendar.At(Utc(at)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-06-01", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24)]
    public void Day_OfAChangeOfClocks_HasItsHours(string zone, string day, int hours)
    {
        var calendar = new WindowCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), WindowLength.Day);

        Assert.InRange(calendar.At(Utc(day + "T03:00")).Length.TotalHours, hours - 0.0, hours + (zone.EndsWith("Howe", StringComparison.Ordinal) ? 1.0 : 0.0));
    }

    /// <summary>Through a year of each zone and length: no gap, no overlap, full hours, nothing of no length.</summary>
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Chatham")]
    public void Windows_FollowEachOtherWithoutGapOrOverlap(string zone)
    {
        foreach (var length in new[] { WindowLength.Day, WindowLength.Week, WindowLength.Month })
        {
            var calendar = new WindowCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), length);
            var window = calendar.At(Utc("2011-06-15T07:20"));
            for (var i = 0; i < 400; i++)
            {
                var next = calendar.Next(window);
                Assert.Equal(window.To, next.From);
                Assert.True(next.Length >= TimeSpan.FromHours(1), $"{zone} {next}");
                Assert.Equal(0, next.From.UtcTicks % TimeSpan.TicksPerHour);
                Assert.Equal(window, calendar.Previous(next));
                Assert.Equal(next, calendar.At(next.To.AddTicks(-1)));
                window = next;
            }
        }
    }

    [Theory]
    [InlineData("0 15 1 * * ?", "UTC", null)]
    [InlineData("0 0 2 ? * MON", "Europe/Berlin", null)]
    [InlineData("0 0 2 ? * MON 2020-2030", "Europe/Berlin", null)]
    [InlineData("0 0 2 ? * MON", "Mars/Olympus", "time zone")]
    [InlineData("0 0 2 ? * MON", "../../etc/passwd", "time zone")]
    [InlineData("0 0 2 ? * MON", "", "time zone")]
    [InlineData("15 1 * * *", "UTC", "six or seven fields")]
    [InlineData("every day", "UTC", "six or seven fields")]
    [InlineData("", "UTC", "six or seven fields")]
    [InlineData("0 0 2 ? * MON 2020", "UTC", "never comes due again")]
    [InlineData("* * * * * ?", "UTC", "more than once a minute")]
    [InlineData("0,30 0 1 * * ?", "UTC", "more than once a minute")]
    public void Read_SaysWhatIsWrong(string cron, string zone, string? part)
    {
        var read = MonitorSchedule.Read(cron, zone, WindowLength.Day, Utc("2026-03-02T09:30"));

        Assert.Equal(part is null, read.IsOk);
        Assert.Contains(part ?? "", read.Refusal?.Sentence ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Next_LooksAfterEachWindowHasEnded_AlsoWhenClocksChange()
    {
        var schedule = Schedule("0 30 2 * * ?", "Europe/Berlin", WindowLength.Day);

        var next = schedule.Next(Utc("2026-03-27T12:00"), 3);

        Assert.Equal([Utc("2026-03-27T23:00"), Utc("2026-03-28T23:00"), Utc("2026-03-29T22:00")], next.Select(one => one.Window.To));
        Assert.All(next, one => Assert.True(one.LookedAt >= one.Window.To && one.LookedAt < one.Window.To.AddHours(4), $"{one}"));
    }

    [Fact]
    public void HalfHours_AreToldInASentence()
    {
        Assert.Equal(
            "Counters are kept by full hours of UTC, and midnight in Asia/Kolkata is none: a day runs from 00:30 to 00:30.",
            Schedule("0 15 1 * * ?", "Asia/Kolkata", WindowLength.Day).SnapSentence(Utc("2026-03-02T09:30")));
        Assert.Null(Schedule("0 15 1 * * ?", "Asia/Kolkata", WindowLength.Hour).SnapSentence(Utc("2026-03-02T09:30")));
        Assert.Null(Schedule("0 15 1 * * ?", "Europe/Berlin", WindowLength.Day).SnapSentence(Utc("2026-03-02T09:30")));
    }

    internal static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static MonitorSchedule Schedule(string cron, string zone, WindowLength length) => MonitorSchedule.Read(cron, zone, length, Utc("2026-03-02T09:30")).Value;
}
