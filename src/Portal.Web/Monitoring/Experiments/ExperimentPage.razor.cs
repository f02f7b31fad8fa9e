using Microsoft.AspNetCore.Components;
using Portal.Core.Monitoring.Experiments;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>What an experiment says so far, what that rests on, and what can be done with it.</summary>
public sealed partial class ExperimentPage
{
    private Loaded<ExperimentView>? _loaded;
    private Asking _asking;

    private enum Asking
    {
        Nothing,
        Start,
        Stop,
        Conclude,
        Delete,
    }

    /// <summary>E-3, or the number alone.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private ExperimentDetail Experiments { get; set; } = null!;

    [Inject]
    private StartExperiment Start { get; set; } = null!;

    [Inject]
    private StopExperiment Stop { get; set; } = null!;

    [Inject]
    private DeleteExperiment Delete { get; set; } = null!;

    [Inject]
    private LookAtExperiment Look { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private RenderFragment? Refusal => Refused is null && Failure is null ? null : builder =>
    {
        builder.OpenComponent<RefusalNote>(0);
        builder.AddAttribute(1, nameof(RefusalNote.Refusal), Refused);
        builder.AddAttribute(2, nameof(RefusalNote.Sentence), Failure);
        builder.CloseComponent();
    };

    private static string NoticeCss(ExperimentView view) => view.Last?.Verdict switch
    {
        LookVerdict.ChallengerBetter => "passed",
        LookVerdict.GuardrailBroken => "failed",
        LookVerdict.SampleRatioMismatch => "missing",
        _ => "",
    };

    private static string First(ExperimentView view) => view.State switch
    {
        ExperimentState.Draft => $"Not started yet. It needs {Figures.Count(view.PlannedRows, "row")} of the champion and {string.Join(" and ", view.Challengers.Select(one => $"{Figures.Count(one.PlannedRows)} of version {one.Version}"))}.",
        ExperimentState.Running => "It runs, and nobody has looked at it yet: the clock looks in every hour.",
        _ => "It ended before anybody looked at it.",
    };

    private static string Starting(ExperimentView view) => view.Mode == ExperimentMode.Shadow
        ? $"Version {view.LiveNow?.ToString(Figures.Culture) ?? "–"} of {view.Model}, which is live in {view.Environment} now, is the champion until the end. It goes on answering everybody; the challengers' scores are sent beside it."
        : $"Version {view.LiveNow?.ToString(Figures.Culture) ?? "–"} of {view.Model}, which is live in {view.Environment} now, is the champion until the end. From the next full hour on, rows of both are counted; your service answers each unit by the version that the assignment says.";

    private static string Stopping(ExperimentView view) => view.Mode == ExperimentMode.Shadow
        ? "Rows after this instant are not counted. Labels that come late still are."
        : "Rows after this instant are not counted, and every unit is answered by the champion again. Labels and outcomes that come late still count.";

    private Task StartAsync(ExperimentView view) => RunAsync((actor, ct) => Start.RunAsync(actor, view.Number, ct), _ => CloseAndReloadAsync());

    private Task StopAsync(ExperimentView view, string reason) => RunAsync((actor, ct) => Stop.RunAsync(actor, new StopExperimentRequest(view.Number, reason), ct), _ => CloseAndReloadAsync());

    private Task LookAsync(ExperimentView view) => RunAsync((actor, ct) => Look.RunAsync(actor, view.Number, ct), _ => CloseAndReloadAsync());

    private Task DeleteAsync(ExperimentView view) => RunAsync(
        (actor, ct) => Delete.RunAsync(actor, view.Number, ct),
        _ =>
        {
            Navigation.NavigateTo("/experiments");
            return Task.CompletedTask;
        });

    private Task CloseAndReloadAsync()
    {
        Ask(Asking.Nothing);
        return _loaded!.ReloadAsync();
    }

    private void Ask(Asking asking)
    {
        Forget();
        _asking = asking;
    }
}
