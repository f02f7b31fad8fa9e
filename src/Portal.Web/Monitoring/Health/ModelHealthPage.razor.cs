using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Health;

/// <summary>One model in one environment: how it does at a glance, and each side of that in its own section.</summary>
public sealed partial class ModelHealthPage
{
    private static readonly (HealthTab Tab, string Label)[] s_tabs =
    [
        (HealthTab.Overview, "At a glance"),
        (HealthTab.Drift, "Drift"),
        (HealthTab.Performance, "Performance"),
        (HealthTab.Bias, "Bias"),
        (HealthTab.Quality, "Data quality"),
        (HealthTab.Together, "All columns"),
        (HealthTab.Observations, "Observations"),
    ];

    private Loaded<HealthView>? _loaded;

    [Parameter]
    public required string Environment { get; set; }

    [Parameter]
    public required string Model { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "column")]
    private string? Column { get; set; }

    [SupplyParameterFromQuery(Name = "window")]
    private string? Window { get; set; }

    [Inject]
    private ModelHealth Health { get; set; } = null!;

    private HealthTab Open => Words.Parse<HealthTab>(Tab) ?? HealthTab.Overview;

    private async Task<Outcome<HealthView>> FindAsync(CancellationToken ct) => await Health.FindAsync(await ActorAsync(ct), Environment, Model, ct);

    private static string Watching(HealthView health)
    {
        var active = health.Monitors.Count(monitor => monitor.State == MonitorState.Active);
        return health.Monitors.Count == 0 ? "Nobody watches it yet."
            : active == health.Monitors.Count ? $"{Figures.Count(active, "monitor")} watch{(active == 1 ? "es" : "")} it."
            : $"{Figures.Count(active)} of {Figures.Count(health.Monitors.Count, "monitor")} watch it, the others rest.";
    }
}
