using Microsoft.AspNetCore.Components;
using Portal.Core;
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
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnParametersSet() => _filter = new UseCaseFilter(Shown, Search, State, Class);

    protected override Task OnInitializedAsync() => RunAsync(async ct =>
    {
        var actor = await ActorAsync(ct);
        (_mayPropose, _mayVote) = (RoleRules.Refuses(actor, Permission.ProposeUseCase) is null, RoleRules.Refuses(actor, Permission.SitOnBoard) is null);
    });

    private void Show(UseCaseFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<UseCaseRow>>> LoadAsync(PageRequest page, CancellationToken ct) => await UseCases.ReadAsync(await ActorAsync(ct), _filter.ToRequest(page), ct);
}
