using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Shell;

namespace Portal.Web.UseCases;

public sealed partial class UseCasesPage
{
    private static readonly (string, string)[] s_states = [.. Enum.GetValues<UseCaseState>().Select(state => (state.ToString(), UseCaseLabels.StateWord(state)))];

    private static readonly (string, string)[] s_classes = Words.Options<AiActClass>(found => found.InWords());

    private UseCaseFilter _filter = UseCaseFilter.Everything;
    private bool _mayPropose;
    private bool _mayVote;
    private readonly Dictionary<int, UseCaseCost> _costs = [];
    private DateOnly _month;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Shown { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "class")]
    private string? Class { get; set; }

    [Inject]
    private UseCaseList UseCases { get; set; } = null!;

    [Inject]
    private UseCaseCosts Costs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnParametersSet() => _filter = new UseCaseFilter(Shown, Search, State, Class);

    protected override Task OnInitializedAsync() => RunAsync(async ct =>
    {
        var actor = await ActorAsync(ct);
        (_mayPropose, _mayVote) = (RoleRules.Refuses(actor, Permission.ProposeUseCase) is null, RoleRules.Refuses(actor, Permission.SitOnBoard) is null);
    });

    private void Show(UseCaseFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<UseCaseRow>>> LoadAsync(PageRequest page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var found = await UseCases.ReadAsync(actor, _filter.ToRequest(page), ct);
        if (found.IsOk)
        {
            var costs = await Costs.ReadAsync(actor, [.. found.Value.Items.Select(row => row.Number)], ct);
            _month = costs.Month.AddMonths(-1);
            foreach (var (number, cost) in costs.ByNumber)
            {
                _costs[number] = cost;
            }
        }

        return found;
    }

    /// <summary>What its models cost in the last month that is over; null where nothing is known.</summary>
    private string? Actual(int number) => _costs.GetValueOrDefault(number) is { Models: > 0, LastMonth: { Amount: not 0 } last }
        ? $"{MoneyFigures.Round(last.Amount, last.Currency)} in {_month.ToString("MMMM", Figures.Culture)}" : null;
}
