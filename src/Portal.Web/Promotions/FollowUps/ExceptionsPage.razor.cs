using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.FollowUps;

/// <summary>What was let pass and still has to be put right; beside it what went live at once and has to be looked at, and what is live and has to be approved again.</summary>
public sealed partial class ExceptionsPage
{
    private const string Open = "open";
    private const string Overdue = "overdue";
    private const string All = "all";
    private const string Reviews = "reviews";
    private const string Renewals = "renewals";
    private static readonly (string Value, string Text)[] s_shows = [(Overdue, "Overdue"), (All, "All")];

    private PagedTable<FollowUpRow>? _table;
    private FollowUpRow? _completing;
    private FollowUpKind _kind;
    private string _show = Open;
    private bool _mayAsk;

    [Inject]
    private FollowUpList FollowUps { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    private string Title => _kind switch
    {
        FollowUpKind.ExceptionEnds => "Exceptions",
        FollowUpKind.BreakGlassReview => "Reviews",
        _ => "Renewals",
    };

    private string Lead => _kind switch
    {
        FollowUpKind.ExceptionEnds => "Gates that were let pass until a day, and what has to be put right by then. Whoever let one pass never says that it is put right; an overdue one opens an incident.",
        FollowUpKind.BreakGlassReview => "What went live at once, without a promotion, and has to be looked at afterwards by somebody else. An overdue review opens an incident.",
        _ => "What is live and has to be approved again before its evidence is too old, as its policy asks. The approval of a renewal completes it; an overdue one opens an incident.",
    };

    private string About => _kind switch
    {
        FollowUpKind.ExceptionEnds => "Gate",
        FollowUpKind.BreakGlassReview => "What went live",
        _ => "What is live",
    };

    private string Nothing => _kind switch
    {
        FollowUpKind.ExceptionEnds => "No exception holds",
        FollowUpKind.BreakGlassReview => "No review waits",
        _ => "No renewal is due",
    };

    private string Why => _kind switch
    {
        FollowUpKind.ExceptionEnds => "Every gate of what is live has passed, or was put right since. Where a policy allows it, an exception is granted on the page of the promotion that a gate blocks.",
        FollowUpKind.BreakGlassReview => "Nothing went live without a promotion that nobody has looked at since.",
        _ => "Everything that is live was approved on evidence that is young enough, or its policy lets evidence never age.",
    };

    protected override Task OnInitializedAsync() => RunAsync(async ct => _mayAsk = RoleRules.Refuses(await ActorAsync(ct), Permission.RequestPromotion) is null);

    protected override void OnParametersSet() =>
        (_kind, _show) = (Kind switch { Reviews => FollowUpKind.BreakGlassReview, Renewals => FollowUpKind.EvidenceAges, _ => FollowUpKind.ExceptionEnds }, Show is Overdue or All ? Show : Open);

    private void Navigate(FollowUpKind kind, string show, string? model) => Navigation.NavigateTo(Address(kind, show, model), replace: true);

    private static string Address(FollowUpKind kind, string? show, string? model = null)
    {
        var word = kind switch { FollowUpKind.BreakGlassReview => Reviews, FollowUpKind.EvidenceAges => Renewals, _ => null };
        var parts = new[] { word is null ? null : $"kind={word}", show is Overdue or All ? $"show={show}" : null, string.IsNullOrWhiteSpace(model) ? null : $"model={Uri.EscapeDataString(model)}" };
        return string.Join('&', parts.OfType<string>()) is { Length: > 0 } query ? $"{ExceptionsPages.List}?{query}" : ExceptionsPages.List;
    }

    private async Task<Outcome<Page<FollowUpRow>>> LoadAsync(PageRequest page, CancellationToken ct) =>
        await FollowUps.ReadAsync(await ActorAsync(ct), new FollowUpListRequest(page, _show == Open, _kind, _show == Overdue, Model), ct);

    private async Task CompletedAsync()
    {
        News.Tell($"{ExceptionsPages.Name(_completing!.Number)} is completed");
        _completing = null;
        await _table!.ReloadAsync();
    }
}
