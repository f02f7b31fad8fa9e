using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>The inbox of who decides, and the list of all: tab, filters and order stand in the address.</summary>
public sealed partial class PromotionsPage
{
    private const string WhyNothingWaits = "You are asked when a stage of a promotion is yours by role, team or name, you have no part in what is asked for, and you have not decided on it yet.";

    private static readonly (string? Show, string Label)[] s_tabs = [(PromotionListFilter.Waiting, "Waiting for me"), (PromotionListFilter.Open, "Open"), ("", "All")];
    private static readonly (string, string)[] s_risks = [.. Enum.GetValues<RiskClass>().Select(risk => (risk.ToString().ToLowerInvariant(), Words.Sentence(risk.InWords())))];
    private static readonly (string, string)[] s_due = [("late", "Late"), ("soon", "Within two days")];
    private static readonly (string, string)[] s_sorts = [("deadline", "Deadline first")];

    private PromotionListFilter _filter = new();
    private bool _mayRequest;
    private IReadOnlyList<(string, string)> _environments = [];
    private IReadOnlyList<(string, string)> _stages = [];
    private IReadOnlyList<(string, string)> _requesters = [];

    [Inject]
    private PromotionList Promotions { get; set; } = null!;

    [Inject]
    private EnvironmentList Environments { get; set; } = null!;

    [Inject]
    private MemberList Members { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "environment")]
    private string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "risk")]
    private string? Risk { get; set; }

    [SupplyParameterFromQuery(Name = "stage")]
    private string? Stage { get; set; }

    [SupplyParameterFromQuery(Name = "due")]
    private string? Due { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    private string? By { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    protected override void OnParametersSet() => _filter = new PromotionListFilter(Tab?.ToLowerInvariant(), Environment, Model, Risk, Stage, Due, By, Sort);

    protected override Task OnInitializedAsync() => RunAsync(async ct =>
    {
        var actor = await ActorAsync(ct);
        _mayRequest = RoleRules.Refuses(actor, Permission.RequestPromotion) is null;
        var places = await Environments.ReadAsync(actor, new EnvironmentListRequest(new PageRequest(PageRequest.LargestSize)), ct);
        _environments = [.. places.Value.Items.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase).Select(name => (name, name))];
        _stages = [.. (await Promotions.StageNamesAsync(actor, ct)).Select(name => (name, name))];
        _requesters = [.. (await Members.MembersAsync(actor, ct)).Where(row => row.Roles.Any(role => RoleRules.RolesWith(Permission.RequestPromotion).Contains(role))).Select(row => (row.Email, row.Name))];
    });

    private void Show(PromotionListFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<PromotionRow>>> LoadAsync(PageRequest page, CancellationToken ct) =>
        await Promotions.ReadAsync(await ActorAsync(ct), _filter.ToRequest(page), ct);
}
