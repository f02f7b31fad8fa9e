using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.FollowUps;

/// <summary>What was let pass and still has to be put right, and beside it what went live at once and has to be looked at.</summary>
public sealed partial class ExceptionsPage
{
    private const string Open = "open";
    private const string Overdue = "overdue";
    private const string All = "all";
    private const string Reviews = "reviews";
    private static readonly (string Value, string Text)[] s_shows = [(Overdue, "Overdue"), (All, "All")];

    private PagedTable<FollowUpRow>? _table;
    private FollowUpRow? _completing;
    private FollowUpKind _kind;
    private string _show = Open;

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

    private string Why => _kind == FollowUpKind.ExceptionEnds
        ? "Every gate of what is live has passed, or was put right since. Where a policy allows it, an exception is granted on the page of the promotion that a gate blocks."
        : "Nothing went live without a promotion that nobody has looked at since.";

    protected override void OnParametersSet() =>
        (_kind, _show) = (Kind == Reviews ? FollowUpKind.BreakGlassReview : FollowUpKind.ExceptionEnds, Show is Overdue or All ? Show : Open);

    private void Navigate(FollowUpKind kind, string show, string? model) => Navigation.NavigateTo(Address(kind, show, model), replace: true);

    private static string Address(FollowUpKind kind, string? show, string? model = null)
    {
        var parts = new[] { kind == FollowUpKind.BreakGlassReview ? $"kind={Reviews}" : null, show is Overdue or All ? $"show={show}" : null, string.IsNullOrWhiteSpace(model) ? null : $"model={Uri.EscapeDataString(model)}" };
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
