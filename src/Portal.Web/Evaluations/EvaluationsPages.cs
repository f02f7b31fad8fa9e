using Portal.Core.Evaluations;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Evaluations;

/// <summary>The pages of evaluations, their place in the navigation, and what waits there.</summary>
public static class EvaluationsPages
{
    public static IServiceCollection AddEvaluationsPages(this IServiceCollection services) => services
        .AddScoped<INavigationCount, OpenEvaluations>()
        .AddScoped<IWaitingSource, WaitingForEvaluations>()
        .AddPageSubject<EvaluationDetail, EvaluationView>(
            (evaluations, actor, route, ct) => evaluations.RunAsync(actor, new EvaluationId(Guid.Parse(route.Text("Id"))), ct), typeof(EvaluationPage), typeof(AgainstPage))
        .AddNavigation(
            new NavigationEntry("evaluations", "Evaluations", "/evaluations", "evaluation"),
            new NavigationEntry("runners", "Runners", "/runners", "runner", Permission.ManageRunners));

    public static string Url(EvaluationId id) => $"/evaluations/{id}";

    public static string AgainstUrl(EvaluationId id, EvaluationId other) => $"/evaluations/{id}/against/{other}";

    public static Tone ToneOf(EvaluationState state) => state switch
    {
        EvaluationState.Queued => Tone.Queued,
        EvaluationState.Running => Tone.Running,
        EvaluationState.Completed => Tone.Passed,
        EvaluationState.Failed => Tone.Failed,
        EvaluationState.Cancelled => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(EvaluationState state) => state switch
    {
        EvaluationState.Queued => "Queued",
        EvaluationState.Running => "Running",
        EvaluationState.Completed => "Completed",
        EvaluationState.Failed => "Failed",
        EvaluationState.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What a running evaluation is at, for people.</summary>
    public static string Doing(EvaluationRow row) => row switch
    {
        { State: EvaluationState.Queued } => "Waiting for a free place",
        { CancelRequested: true } => "Stopping",
        { Phase: "starting" } => "Checking model and dataset",
        { Phase: "fetching" } => "Fetching model and dataset",
        { Phase: "reading" } => "Reading the model file",
        { Phase: "loading" } => "Loading the model",
        { Phase: "scoring" } => "Scoring on CPU, 1 thread",
        { Phase: "timing" } => "Measuring latency, one row a call",
        { Phase: "explaining" } => "Asking what the score depends on",
        { Phase: "measuring" } => "Computing metrics and fairness",
        _ => "Running",
    };

    private sealed class OpenEvaluations(EvaluationList list, CircuitActor actor) : INavigationCount
    {
        public string Key => "evaluations";

        public async Task<int> CountAsync(CancellationToken ct) => await list.OpenAsync(await actor.GetAsync(ct), ct);
    }

    private sealed class WaitingForEvaluations(WaitingEvaluations waiting, CircuitActor actor) : IWaitingSource
    {
        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct) =>
            [.. (await waiting.ListAsync(await actor.GetAsync(ct), ct)).Select(ToItem)];

        private static WaitingItem ToItem(EvaluationRow row) => row.State == EvaluationState.Failed
            ? new("failed", $"{row.Model} version {row.VersionNumber} could not be evaluated", row.FailureSentence ?? "", "See why", Url(row.Id), row.EndedAt ?? row.QueuedAt)
            : new("evaluation", $"{row.Model} version {row.VersionNumber} is being evaluated", Doing(row) + ".", "Watch", Url(row.Id), row.StartedAt ?? row.QueuedAt);
    }
}
