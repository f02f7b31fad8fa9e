using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Tenancy;
using Portal.Web.Deployments.Fleets.Components;
using Portal.Web.Shell;

namespace Portal.Web.Deployments.Fleets;

public sealed partial class FleetPage
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(5);

    private Loaded<FleetView>? _loaded;
    private DevicesCard? _devices;
    private FleetFilter _filter = new();
    private GroupWindowOf? _window;
    private DeviceGroupRow? _removing;
    private FleetSteering? _steering;
    private bool _adding;
    private bool _open;
    private bool _mayManage;
    private bool _maySteer;

    /// <summary>A window about a group, or about a new one.</summary>
    private sealed record GroupWindowOf(DeviceGroupRow? Group);

    [Parameter]
    public required string Name { get; set; }

    [Inject]
    private FleetOverview Fleets { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    private string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "device")]
    private string? Device { get; set; }

    protected override void OnParametersSet() => _filter = FleetFilter.Of(Model, Search, State, Group, Device);

    protected override void OnInitialized() => _ = RefreshAsync();

    private void Show(FleetFilter filter) => Navigation.NavigateTo(filter.ToUrl(Name), replace: true);

    private async Task<Outcome<FleetView>> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        (_mayManage, _maySteer) = (RoleRules.Refuses(actor, Permission.ManageFleets) is null, RoleRules.Refuses(actor, Permission.RollBack) is null);
        return await Fleets.FindAsync(actor, Name, _filter.Model, ct);
    }

    private async Task ChangedAsync()
    {
        (_window, _removing, _steering, _adding) = (null, null, null, false);
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _loaded!.ReloadAsync();
        if (_devices is not null)
        {
            await _devices.ReloadAsync();
        }
    }

    /// <summary>While a rollout is open, the page follows it.</summary>
    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(s_refresh, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (_open && _loaded is not null)
                {
                    await InvokeAsync(ReloadAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
