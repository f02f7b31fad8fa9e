using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Evaluations;

public sealed partial class EvaluationsPage
{
    private static readonly (string Value, string Text)[] s_states =
        [.. Enum.GetValues<EvaluationState>().Select(state => (state.ToString(), EvaluationsPages.InWords(state)))];

    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(2);

    private EvaluationFilter _filter = EvaluationFilter.Everything;
    private PagedTable<EvaluationRow>? _table;
    private bool _changing;
    private bool _mayCancel;
    private bool _asking;
    private string? _kept;
    private readonly HashSet<EvaluationId> _chosen = [];
    private IReadOnlyDictionary<EvaluationId, QueueStanding> _standings = new Dictionary<EvaluationId, QueueStanding>();

    [Inject]
    private EvaluationList Evaluations { get; set; } = null!;

    [Inject]
    private EvaluationQueue Queue { get; set; } = null!;

    [Inject]
    private CancelEvaluations Cancel { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    protected override void OnParametersSet() => _filter = new EvaluationFilter(State, Model);

    protected override void OnInitialized() => _ = RefreshAsync();

    private void Show(EvaluationFilter filter) => Navigation.NavigateTo(filter.ToUrl(), replace: true);

    private async Task<Outcome<Page<EvaluationRow>>> LoadAsync(PageRequest page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _mayCancel = RoleRules.Refuses(actor, Permission.EvaluateVersion) is null;
        var found = await Evaluations.RunAsync(actor, _filter.ToRequest(), page, ct);
        if (found.IsOk && found.Value.Items.Any(row => row.IsOpen))
        {
            _standings = await Queue.ReadAsync(actor, ct);
            _chosen.RemoveWhere(id => !_standings.ContainsKey(id) && found.Value.Items.Any(row => row.Id == id && !row.IsOpen));
        }

        // Further windows are not refreshed: they would close under the reader.
        _changing = page.After is null && found.IsOk && found.Value.Items.Any(row => row.IsOpen);
        return found;
    }

    private QueueStanding? StandingOf(EvaluationRow row) => _standings.GetValueOrDefault(row.Id);

    private void Choose(EvaluationId id, bool chosen) => _ = chosen ? _chosen.Add(id) : _chosen.Remove(id);

    private Task CancelAsync(string reason) => RunAsync(
        (actor, ct) => Cancel.RunAsync(actor, new CancelEvaluationsRequest([.. _chosen], reason), ct),
        answers =>
        {
            var late = answers.Count(answer => answer.Refusal is not null);
            _kept = late == 0 ? null : $"{Figures.Count(late, "evaluation")} had ended already and stayed as {(late == 1 ? "it was" : "they were")}.";
            _asking = false;
            _chosen.Clear();
            return _table!.ReloadAsync();
        });

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(s_refresh, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (_changing && _table is not null)
                {
                    await InvokeAsync(_table.ReloadAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
