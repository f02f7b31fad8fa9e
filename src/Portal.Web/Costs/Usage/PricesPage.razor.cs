using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Costs.Usage;

public sealed partial class PricesPage
{
    private const int RepricingsShown = 10;

    private bool _may;
    private bool _adding;
    private bool _importing;
    private int _round;
    private PriceRow? _ending;
    private IReadOnlyList<UsageRepricingRow> _repricings = [];

    [Inject]
    private PriceList Prices { get; set; } = null!;

    [Inject]
    private EndPrice End { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "all")]
    private bool All { get; set; }

    private async Task<Outcome<Page<PriceRow>>> LoadAsync(PageRequest page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _may = RoleRules.Refuses(actor, Permission.ManageCosts) is null;
        _repricings = await Prices.RepricingsAsync(actor, RepricingsShown, ct);
        StateHasChanged();
        return await Prices.ReadAsync(actor, new PriceListRequest(page, Search, !All), ct);
    }

    private void Show(string? search, bool all) =>
        Navigation.NavigateTo($"/costs/prices?search={Uri.EscapeDataString(search ?? "")}&all={(all ? "true" : "false")}", replace: true);

    private void Ending(PriceRow? row)
    {
        Forget();
        _ending = row;
    }

    private Task EndAsync(PriceRow row) => RunAsync((actor, ct) => End.RunAsync(actor, new EndPriceRequest(row.Id, Clock.GetUtcNow(), row.Revision), ct), _ =>
    {
        _ending = null;
        Told("The price has ended.");
        return Task.CompletedTask;
    });

    private void Closed(string? news)
    {
        _adding = false;
        if (news is not null)
        {
            Told(news);
        }
    }

    private void Imported()
    {
        _importing = false;
        Told("The prices of the file are entered.");
    }

    private void Told(string news)
    {
        News.Tell(news);
        _round++;
    }
}
