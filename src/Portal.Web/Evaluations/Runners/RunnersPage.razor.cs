using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Evaluations.Runners;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations.Runners;

public sealed partial class RunnersPage
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(2);

    private Loaded<IReadOnlyList<RunnerRow>>? _list;
    private bool _may;
    private bool _adding;
    private RunnerRow? _renewing;
    private RunnerRow? _retiring;

    [Inject]
    private RunnerList Runners { get; set; } = null!;

    [Inject]
    private RetireRunner Retire { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override void OnInitialized() => _ = RefreshAsync();

    private async Task<Outcome<IReadOnlyList<RunnerRow>>> LoadAsync(CancellationToken ct)
    {
        var found = await Runners.RunAsync(await ActorAsync(ct), ct);
        if (_may != found.IsOk)
        {
            _may = found.IsOk;
            StateHasChanged();
        }

        return found;
    }

    private async Task ClosedAsync()
    {
        (_adding, _renewing) = (false, null);
        await _list!.ReloadAsync();
    }

    private Task RetireAsync(RunnerRow runner, string reason) => RunAsync(
        (actor, ct) => Retire.RunAsync(actor, new RetireRunnerRequest(runner.Id!.Value, reason), ct),
        async _ =>
        {
            _retiring = null;
            News.Tell($"{runner.Name} is retired.");
            await _list!.ReloadAsync();
        });

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(s_refresh, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (_may && _list is not null)
                {
                    await InvokeAsync(_list.ReloadAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
