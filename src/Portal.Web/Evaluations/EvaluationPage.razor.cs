using Microsoft.AspNetCore.Components;
using Portal.Core.Evaluations;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations;

public sealed partial class EvaluationPage
{
    private Loaded<EvaluationView>? _loaded;
    private bool _mayStart;
    private string _device = "";
    private EvaluationId? _against;
    private string _againstLabel = "";

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Another evaluation to show it beside.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    private Guid? Against { get; set; }

    [Inject]
    private EvaluationDetail Evaluations { get; set; } = null!;

    [Inject]
    private StartEvaluation Start { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private async Task LearnAsync(EvaluationView view)
    {
        var actor = await ActorAsync(Gone);
        _mayStart = RoleRules.Refuses(actor, Permission.EvaluateVersion) is null;
        _against = null;
        if (Against is { } other && await Evaluations.RunAsync(actor, new EvaluationId(other), Gone) is { IsOk: true } found && found.Value.EvidenceDigest is not null)
        {
            _against = found.Value.Row.Id;
            _againstLabel = found.Value.Row.Model == view.Row.Model ? $"version {found.Value.Row.VersionNumber}" : $"{found.Value.Row.Model} version {found.Value.Row.VersionNumber}";
        }
    }

    /// <summary>The same version on the same data by the rules of today: it becomes the version's newest evidence.</summary>
    private Task AgainAsync(EvaluationView view) => RunAsync(
        (actor, ct) => Start.RunAsync(actor, new StartEvaluationRequest(view.Row.VersionId, view.Row.DatasetVersionId, Guid.CreateVersion7().ToString(), Device: DeviceChoice.WishOf(_device)), ct),
        started =>
        {
            Navigation.NavigateTo($"{EvaluationsPages.Url(started)}?against={view.Row.Id}");
            return Task.CompletedTask;
        });
}
