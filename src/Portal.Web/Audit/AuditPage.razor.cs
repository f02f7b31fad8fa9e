using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Audit;

public sealed partial class AuditPage
{
    private static readonly (string Value, string Text)[] s_actions =
    [
        ("member.signed", "Sign-ins and sign-outs"), ("member", "Members"), ("token", "Access tokens"), ("team", "Teams"), ("dataset", "Datasets"), ("model", "Models"),
        ("version", "Versions"), ("evaluation", "Evaluations"), ("policy", "Policies"), ("promotion", "Promotions"), ("exception", "Exceptions"),
        ("environment", "Environments"), ("deployment", "Deployments"), ("audit", "Verifications of the trail"),
    ];

    private AuditFilter _filter = AuditFilter.Everything;
    private IDisposable? _listening;

    [Inject]
    private AuditList Trail { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "who")]
    private string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    private string? Id { get; set; }

    [SupplyParameterFromQuery(Name = "subject")]
    private string? Subject { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    private string? Until { get; set; }

    /// <summary>Days are the reader's own: when their zone arrives, the entries are asked for again.</summary>
    protected override void OnInitialized() => _listening = Clock.Changed.Add(() => _ = InvokeAsync(StateHasChanged));

    protected override void OnParametersSet() => _filter = new AuditFilter(Who, Action, Kind, Id, Subject, From, Until);

    private void Show(AuditFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<AuditRow>>> LoadAsync(PageRequest page, CancellationToken ct) =>
        await Trail.SearchAsync(await ActorAsync(ct), _filter.ToSearch(Clock.Zone), page, ct);

    protected override void Dispose(bool disposing)
    {
        _listening?.Dispose();
        base.Dispose(disposing);
    }
}
