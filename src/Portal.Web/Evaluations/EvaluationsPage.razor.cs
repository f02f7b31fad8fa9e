using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Evaluations;
using Portal.Core.Storage;
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

    [Inject]
    private EvaluationList Evaluations { get; set; } = null!;

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
        var found = await Evaluations.RunAsync(await ActorAsync(ct), _filter.ToRequest(), page, ct);

        // Further windows are not refreshed: they would close under the reader.
        _changing = page.After is null && found.IsOk && found.Value.Items.Any(row => row.IsOpen);
        return found;
    }

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
