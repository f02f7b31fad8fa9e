using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Tenancy;
using Portal.Web.Monitoring.Jobs;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Monitors;

public sealed partial class MonitorPage
{
    private Loaded<MonitorView>? _loaded;
    private MonitorRunsTable? _runs;
    private Asking _asking;
    private bool _may;

    private enum Asking
    {
        None,
        Pause,
        Delete,
    }

    [Parameter]
    public required string Name { get; set; }

    [Inject]
    private MonitorDetail Monitors { get; set; } = null!;

    [Inject]
    private RunMonitorNow RunNow { get; set; } = null!;

    [Inject]
    private PauseMonitor Pause { get; set; } = null!;

    [Inject]
    private ResumeMonitor Resume { get; set; } = null!;

    [Inject]
    private DeleteMonitor Delete { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private async Task<Outcome<MonitorView>> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _may = RoleRules.Refuses(actor, Permission.ManageMonitors) is null;
        return await Monitors.FindAsync(actor, Name, ct);
    }

    private void Ask(Asking asking)
    {
        Forget();
        _asking = asking;
    }

    private Task RunNowAsync(DateTimeOffset? at) => RunAsync((actor, ct) => RunNow.RunAsync(actor, new RunMonitorNowRequest(Name, at), ct), _ => ChangedAsync());

    private Task ResumeAsync() => RunAsync((actor, ct) => Resume.RunAsync(actor, new ResumeMonitorRequest(Name), ct), _ => ChangedAsync());

    private Task ConfirmAsync(string reason, long seen) => _asking == Asking.Pause
        ? RunAsync((actor, ct) => Pause.RunAsync(actor, new PauseMonitorRequest(Name, reason), ct), _ => ChangedAsync())
        : RunAsync(
            (actor, ct) => Delete.RunAsync(actor, new DeleteMonitorRequest(Name, reason, seen), ct),
            _ =>
            {
                Navigation.NavigateTo(JobsPage.Address);
                return Task.CompletedTask;
            });

    private async Task ChangedAsync()
    {
        _asking = Asking.None;
        await _loaded!.ReloadAsync();
        if (_runs is not null)
        {
            await _runs.ReloadAsync();
        }
    }
}
