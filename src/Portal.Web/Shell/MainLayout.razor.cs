using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace Portal.Web.Shell;

/// <summary>The frame around every page of a signed-in member.</summary>
public sealed partial class MainLayout
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationToken _gone;
    private IReadOnlyList<NavigationGroup> _plan = [];
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>(StringComparer.Ordinal);
    private PageBoundary? _boundary;
    private bool _isTimed;
    private bool _drawer;
    private bool _searching;

    public MainLayout() => _gone = _leaving.Token;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IEnumerable<NavigationEntry> Entries { get; set; } = null!;

    [Inject]
    private NavigationCounts Counting { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private BrowserModule Browser { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private Reader Reader { get; set; } = Reader.Nobody;

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        var user = Authentication is null ? new ClaimsPrincipal() : (await Authentication).User;
        Reader = Reader.From(user);
        _plan = NavigationPlan.For(Reader.Roles, Entries);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // A page that says "your time" is drawn once it is known which time that is.
            await Clock.LearnZoneAsync(Browser, _gone);
            _isTimed = true;
            StateHasChanged();
            await CountAsync();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        (_drawer, _searching) = (false, false);
        _boundary?.Recover();
        StateHasChanged();
        await CountAsync();
    });

    private async Task CountAsync()
    {
        if (Reader == Reader.Nobody)
        {
            return;
        }

        _counts = await Counting.AllAsync(_gone);
        StateHasChanged();
    }

    private void Recover() => _boundary?.Recover();

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
