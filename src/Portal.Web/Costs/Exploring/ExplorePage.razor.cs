using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Shell;

namespace Portal.Web.Costs.Exploring;

public sealed partial class ExplorePage
{
    private ExploreRequest _request = new ExploreAddress().ToRequest(new(2000, 2, 1));

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? Until { get; set; }

    [SupplyParameterFromQuery]
    private string? Grain { get; set; }

    [SupplyParameterFromQuery]
    private string? By { get; set; }

    [SupplyParameterFromQuery]
    private string? Then { get; set; }

    [SupplyParameterFromQuery]
    private string? Measure { get; set; }

    [SupplyParameterFromQuery]
    private string? Basis { get; set; }

    [SupplyParameterFromQuery]
    private string? Order { get; set; }

    [SupplyParameterFromQuery]
    private string? Ascending { get; set; }

    [SupplyParameterFromQuery]
    private string? Provider { get; set; }

    [SupplyParameterFromQuery]
    private string? ServiceCategory { get; set; }

    [SupplyParameterFromQuery]
    private string? Service { get; set; }

    [SupplyParameterFromQuery]
    private string? Sku { get; set; }

    [SupplyParameterFromQuery]
    private string? Region { get; set; }

    [SupplyParameterFromQuery]
    private string? Category { get; set; }

    [SupplyParameterFromQuery]
    private string? Team { get; set; }

    [SupplyParameterFromQuery]
    private string? Model { get; set; }

    [SupplyParameterFromQuery]
    private string? Environment { get; set; }

    [Inject]
    private ExploreCosts Costs { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Costs are dated in UTC.</summary>
    private DateOnly Today => DateOnly.FromDateTime(Clock.Now.UtcDateTime);

    private string Here => ExploreAddress.Url(_request);

    private IEnumerable<(string Title, ExploreSpan Span, ExploreGrain Grain)> Times
    {
        get
        {
            var (tomorrow, month) = (Today.AddDays(1), new DateOnly(Today.Year, Today.Month, 1));
            yield return ("7 days", new(tomorrow.AddDays(-7), tomorrow), ExploreGrain.Day);
            yield return ("30 days", new(tomorrow.AddDays(-30), tomorrow), ExploreGrain.Day);
            yield return ("This month", new(month, month.AddMonths(1)), ExploreGrain.Day);
            yield return ("Last month", new(month.AddMonths(-1), month), ExploreGrain.Day);
            yield return ("26 weeks", new(tomorrow.AddDays(-182), tomorrow), ExploreGrain.Week);
            yield return ("12 months", new(month.AddMonths(-11), month.AddMonths(1)), ExploreGrain.Month);
        }
    }

    protected override void OnParametersSet() => _request = new ExploreAddress(
        From, Until, Grain, By, Then, Measure, Basis, Order, Ascending == "true", Provider, ServiceCategory, Service, Sku, Region, Category, Team, Model, Environment).ToRequest(Today);

    private async Task<Outcome<ExploreView>> AskAsync(CancellationToken ct) => await Costs.ReadAsync(await ActorAsync(ct), _request, ct);

    private void Show(ExploreRequest request) => Navigation.NavigateTo(ExploreAddress.Url(request), replace: true);

    private void ShowDay(string text, bool isFirst)
    {
        var day = new ExploreAddress(From: text).ToRequest(Today).Span.From;
        Show(_request with { Span = isFirst ? _request.Span with { From = day } : _request.Span with { Until = day.AddDays(1) } });
    }

    /// <summary>Metered usage has no invoice.</summary>
    private void ShowBasis(CostBasis basis) =>
        Show(_request with { Basis = basis, Measure = basis == CostBasis.Metered && _request.Measure == ExploreMeasure.Billed ? ExploreMeasure.Effective : _request.Measure });

    private ExploreRequest Without(CostDimension dimension) => _request with { Filters = _request.Filters.Where(filter => filter.Key != dimension).ToDictionary() };
}
