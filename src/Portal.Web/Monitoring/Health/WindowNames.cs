using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Monitoring.Health;

/// <summary>Windows as people call them, by the calendar of their monitor's time zone.</summary>
public static class WindowNames
{
    /// <summary>"week of 26 Oct".</summary>
    public static string InWords(HealthMonitor monitor, DateTimeOffset from) => InWords(monitor.Window, Local(monitor.TimeZone, from), monitor.TimeZone);

    /// <summary>With its article: "the week of 26 Oct", "26 Oct".</summary>
    public static string The(HealthMonitor monitor, DateTimeOffset from) => monitor.Window is WindowLength.Day or WindowLength.Month ? InWords(monitor, from) : "the " + InWords(monitor, from);

    /// <summary>With its preposition: "in the week of 26 Oct", "on 26 Oct".</summary>
    public static string When(HealthMonitor monitor, DateTimeOffset from) => (monitor.Window == WindowLength.Day ? "on " : "in ") + The(monitor, from);

    public static ChartWindow Of(HealthMonitor monitor, HealthRun run, DateTimeOffset now)
    {
        var local = Local(monitor.TimeZone, run.From);
        var name = InWords(monitor.Window, local, monitor.TimeZone);
        return new ChartWindow(Short(monitor.Window, local), monitor.Window == WindowLength.Month ? name : $"{name} {local.ToString("yyyy", Figures.Culture)}", run.To > now);
    }

    /// <summary>Short, under a chart.</summary>
    private static string Short(WindowLength length, DateTimeOffset local) => length switch
    {
        WindowLength.Hour => local.ToString("HH:mm", Figures.Culture),
        WindowLength.Month => local.ToString("MMM yyyy", Figures.Culture),
        _ => local.ToString("d MMM", Figures.Culture),
    };

    /// <param name="zone">Told where hours are: a reader elsewhere has other ones.</param>
    private static string InWords(WindowLength length, DateTimeOffset local, string zone) => length switch
    {
        WindowLength.Hour => $"hour from {local.ToString("HH:mm 'on' d MMM", Figures.Culture)} ({zone})",
        WindowLength.Day => local.ToString("d MMM", Figures.Culture),
        WindowLength.Week => "week of " + local.ToString("d MMM", Figures.Culture),
        WindowLength.Month => local.ToString("MMMM yyyy", Figures.Culture),
        _ => throw new ArgumentOutOfRangeException(nameof(length), length, null),
    };

    private static DateTimeOffset Local(string zone, DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(instant, found) : instant;
}
