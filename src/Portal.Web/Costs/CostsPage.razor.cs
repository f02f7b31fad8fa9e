using Microsoft.AspNetCore.Components;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Shell;

namespace Portal.Web.Costs;

public sealed partial class CostsPage
{
    private CostsFilter _filter = CostsFilter.Everything;
    private CostOverviewRequest _request = CostsFilter.Everything.ToRequest(default);

    [SupplyParameterFromQuery(Name = "month")]
    private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    private string? By { get; set; }

    [SupplyParameterFromQuery(Name = "measure")]
    private string? Measure { get; set; }

    [SupplyParameterFromQuery(Name = "basis")]
    private string? Basis { get; set; }

    [SupplyParameterFromQuery(Name = "team")]
    private string? Team { get; set; }

    [Inject]
    private CostsReader Costs { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Charges are dated in UTC, so a month begins there.</summary>
    private DateOnly Today => DateOnly.FromDateTime(Clock.Now.UtcDateTime);

    private string Nothing => _request.Basis == CostBasis.Billed
        ? "What providers bill is imported as a FOCUS file, which every large cloud exports."
        : "What is used is sent by OpenTelemetry or by the portal's own API, and priced as it arrives.";

    protected override void OnParametersSet()
    {
        _filter = new CostsFilter(Month, By, Measure, Basis, Team);
        var request = _filter.ToRequest(Today);
        _request = request with { Month = new DateOnly(request.Month.Year, request.Month.Month, 1) };
    }

    private async Task<CostsSeen?> LoadAsync(CancellationToken ct) => await Costs.ReadAsync(await ActorAsync(ct), _request, ct);

    private void Show(CostsFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);
}
