using System.Globalization;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Monitoring.Incidents;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Health;

/// <summary>The pages of health and their place in the navigation.</summary>
public static class HealthPages
{
    public static IServiceCollection AddHealthPages(this IServiceCollection services) => services
        .AddPageSubject<ModelHealth, HealthView>(
            (health, actor, route, ct) => health.FindAsync(actor, route.Text("Environment"), route.Text("Model"), ct, windows: 1), typeof(ModelHealthPage))
        .AddNavigation(new NavigationEntry("monitoring", "Monitoring", "/monitoring", "monitoring"));

    public static string Url(string environment, string model, HealthTab tab = HealthTab.Overview) =>
        $"/monitoring/{Uri.EscapeDataString(environment)}/{Uri.EscapeDataString(model)}{(tab == HealthTab.Overview ? "" : $"?tab={tab.ToString().ToLowerInvariant()}")}";

    /// <summary>One column in one window, compared.</summary>
    /// <param name="by">A day and a week can begin at the same instant.</param>
    public static string ColumnUrl(string environment, string model, string column, DateTimeOffset window, WindowLength by) =>
        $"{Url(environment, model, HealthTab.Drift)}&column={Uri.EscapeDataString(column)}&window={Key(window)}&by={by.InWords()}#comparison";

    /// <summary>The download of what a section shows.</summary>
    public static string ExportUrl(string environment, string model, HealthTab tab) =>
        $"/api/v1/models/{Uri.EscapeDataString(model)}/health/export?environment={Uri.EscapeDataString(environment)}&section={tab.ToString().ToLowerInvariant()}";

    public static string IncidentUrl(int number) => IncidentsPages.Url(number);

    /// <summary>Where a monitor of this model in this environment is made.</summary>
    public static string NewMonitorUrl(HealthSubject subject) => $"/monitors/new?environment={Uri.EscapeDataString(subject.Environment)}&model={Uri.EscapeDataString(subject.Model)}";

    public static string MonitorUrl(string name) => $"/monitors/{Uri.EscapeDataString(name)}";

    /// <summary>A window's name in addresses: the instant at which it begins.</summary>
    public static string Key(DateTimeOffset window) => window.UtcDateTime.ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadKey(string? key) =>
        DateTimeOffset.TryParseExact(key, "yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var window) ? window : null;

    /// <summary>What a monitor looks at: "Drift", "Bias, afam".</summary>
    public static string Title(HealthMonitor monitor) =>
        Words.Sentence(monitor.Kind.InWords()) + (monitor.Settings.Attributes is { Count: > 0 } attributes ? $", {string.Join(", ", attributes)}" : "");

    public static Tone ToneOf(WindowVerdict? verdict) => verdict switch
    {
        WindowVerdict.Breach => Tone.Failed,
        WindowVerdict.Warning => Tone.Missing,
        WindowVerdict.Quiet => Tone.Passed,
        _ => Tone.Plain,
    };

    public static string WordOf(WindowVerdict? verdict) => verdict switch
    {
        WindowVerdict.Breach => "Breach",
        WindowVerdict.Warning => "Warning",
        WindowVerdict.Quiet => "Quiet",
        WindowVerdict.NotEnoughData => "Not enough data",
        _ => "No verdict yet",
    };

    public static string IconOf(WindowVerdict? verdict) => verdict switch
    {
        WindowVerdict.Breach => "failed",
        WindowVerdict.Warning => "warning",
        WindowVerdict.Quiet => "passed",
        WindowVerdict.NotEnoughData => "missing",
        _ => "queued",
    };

    public static Tone ToneOf(IncidentState state) => state switch
    {
        IncidentState.Open => Tone.Failed,
        IncidentState.Acknowledged => Tone.Running,
        _ => Tone.Passed,
    };
}
