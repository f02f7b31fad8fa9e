using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using Portal.Web.Shell;

namespace Portal.Web.Placement;

/// <summary>One workload: the places that are possible in order, those that are not with their reasons, and what would change the order.</summary>
public sealed partial class WorkloadPage
{
    private Loaded<WorkloadView>? _loaded;
    private WorkloadView? _view;
    private ShownComparison? _shown;
    private WhatIf _what = WhatIf.Nothing;

    [Parameter]
    public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "what")]
    private string? What { get; set; }

    [Inject]
    private WorkloadDetail Workloads { get; set; } = null!;

    [Inject]
    private KeepComparison Keep { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnParametersSet()
    {
        _what = WhatIf.From(What);
        if (_view is not null && _view.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))
        {
            Compare(_view);
        }
    }

    private async Task<Outcome<WorkloadView>> FindAsync(CancellationToken ct) => await Workloads.FindAsync(await ActorAsync(ct), Name, ct);

    private void Compare(WorkloadView view) => (_view, _shown) = (view, ShownComparison.Of(_what.Over(view.Case), view.Today));

    private void Try((string Key, decimal? Value) tried)
    {
        var what = _what.With(tried.Key, tried.Value);
        Navigation.NavigateTo(what.Values.Count == 0 ? PlacementPages.Url(Name) : $"{PlacementPages.Url(Name)}?what={Uri.EscapeDataString(what.ToString())}", replace: true);
    }

    private Task KeepAsync(WorkloadView view) => RunAsync((actor, ct) => Keep.RunAsync(actor, new KeepComparisonRequest(view.Name), ct), _ => ReloadAsync());

    private Task ReloadAsync() => _loaded!.ReloadAsync();
}
