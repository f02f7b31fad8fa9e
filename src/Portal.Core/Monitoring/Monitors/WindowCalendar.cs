namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// The calendar's hours, days, weeks from Monday and months of a time zone, as spans of UTC. They follow each other without a gap or an
/// overlap. Where a zone's midnight is no full hour of UTC (India, Nepal), the window begins at the next full hour: counters are kept by those.
/// </summary>
public sealed class WindowCalendar(TimeZoneInfo zone, WindowLength length)
{
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(15);

    /// <summary>The window that the instant lies in.</summary>
    public MonitorWindow At(DateTimeOffset instant)
    {
        if (length == WindowLength.Hour)
        {
            var hour = FloorToHour(instant);
            return new(hour, hour.AddHours(1));
        }

        var first = FirstDayOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).Date));
        while (BeginningOf(first) > instant)
        {
            first = Before(first);
        }

        while (BeginningOf(After(first)) <= instant)
        {
            first = After(first);
        }

        return new(BeginningOf(first), BeginningOf(After(first)));
    }

    /// <summary>The newest window that has ended by then.</summary>
    public MonitorWindow NewestComplete(DateTimeOffset now) => At(At(now).From.AddTicks(-1));

    /// <summary>The window after one of this calendar.</summary>
    public MonitorWindow Next(MonitorWindow window) => At(window.To);

    public MonitorWindow Previous(MonitorWindow window) => At(window.From.AddTicks(-1));

    /// <summary>Local minutes by which windows begin after their midnight at that time; 0 in most zones.</summary>
    public int MinutesAfterMidnight(DateTimeOffset at)
    {
        var minutes = (int)(zone.GetUtcOffset(at).TotalMinutes % 60);
        return length == WindowLength.Hour || minutes == 0 ? 0 : (minutes + 60) % 60;
    }

    private static DateTimeOffset FloorToHour(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset CeilingToHour(DateTimeOffset instant) => FloorToHour(instant.AddTicks(TimeSpan.TicksPerHour - 1));

    private DateOnly FirstDayOf(DateOnly day) => length switch
    {
        WindowLength.Day => day,
        WindowLength.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        WindowLength.Month => new DateOnly(day.Year, day.Month, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(day), length, null),
    };

    private DateOnly After(DateOnly first) => length switch
    {
        WindowLength.Day => first.AddDays(1),
        WindowLength.Week => first.AddDays(7),
        _ => first.AddMonths(1),
    };

    private DateOnly Before(DateOnly first) => length switch
    {
        WindowLength.Day => first.AddDays(-1),
        WindowLength.Week => first.AddDays(-7),
        _ => first.AddMonths(-1),
    };

    /// <summary>A midnight that a change of clocks leaves out begins when the clock goes on; one that comes twice begins the first time.</summary>
    private DateTimeOffset BeginningOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local += s_step;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return CeilingToHour(new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc)));
    }
}
