using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Registry;

public sealed partial class ModelsPage
{
    private static readonly (string Value, string Text)[] s_tasks = Words.Options<ModelTask>(task => task.InWords());

    private static readonly (string Value, string Text)[] s_risks = Words.Options<RiskClass>(risk => risk.InWords());

    private ModelFilter _filter = ModelFilter.Everything;
    private IReadOnlyList<(string, string)> _teams = [];
    private bool _mayManage;

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "task")]
    private string? Task { get; set; }

    [SupplyParameterFromQuery(Name = "risk")]
    private string? Risk { get; set; }

    [SupplyParameterFromQuery(Name = "team")]
    private string? Team { get; set; }

    [Inject]
    private ModelList Models { get; set; } = null!;

    [Inject]
    private MemberList Members { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnParametersSet() => _filter = new ModelFilter(Search, Task, Risk, Team);

    protected override System.Threading.Tasks.Task OnInitializedAsync() => RunAsync(async ct =>
    {
        var actor = await ActorAsync(ct);
        _mayManage = RoleRules.Refuses(actor, Permission.ManageModels) is null;
        _teams = [.. (await Members.TeamsAsync(actor, ct)).Select(team => (team.Name, team.Name))];
    });

    private void Show(ModelFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<ModelRow>>> LoadAsync(PageRequest page, CancellationToken ct) =>
        await Models.ReadAsync(await ActorAsync(ct), _filter.ToRequest(page), ct);
}
