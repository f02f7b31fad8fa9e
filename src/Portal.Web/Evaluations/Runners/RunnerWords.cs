using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Evaluations.Runners;

/// <summary>What runners are called on pages, and the command that starts one.</summary>
public static class RunnerWords
{
    public static Tone ToneOf(RunnerState state) => state switch
    {
        RunnerState.Expected => Tone.Queued,
        RunnerState.Online => Tone.Passed,
        RunnerState.Offline => Tone.Missing,
        RunnerState.Retired => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(RunnerState state) => state switch
    {
        RunnerState.Expected => "Never seen",
        RunnerState.Online => "Online",
        RunnerState.Offline => "Offline",
        RunnerState.Retired => "Retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>"CPU: AMD EPYC, 2 cores; 4.3 GB for each of 2 at a time".</summary>
    public static string Machine(RunnerRow runner) => string.Join("; ", new[]
    {
        runner.Device,
        runner is { MemoryBytes: { } memory, Slots: { } slots } ? $"{Figures.Bytes(memory)} for each of {Figures.Count(slots)} at a time" : null,
        runner.GpuSlots is { } gpus ? $"{Figures.Count(gpus)} at a time on the graphics processor" : null,
    }.Where(part => part is not null)) is { Length: > 0 } said ? said : "not known yet";

    /// <summary>Who has or had an evaluation, and on which device: a sentence, or nothing while nobody has it.</summary>
    public static string? RanBy(EvaluationView view)
    {
        var who = view.Row.Runner is { } runner ? $"the runner {runner}" : "the portal itself";
        return view.Row.State switch
        {
            EvaluationState.Running => $"It runs on {who}.",
            EvaluationState.Completed when view.Timings is { } timings => $"It ran on {who} ({timings.Device}).",
            EvaluationState.Failed when view.Row.StartedAt is not null => $"It ran on {who}.",
            _ => null,
        };
    }

    /// <summary>Written so that the token stands in the program's environment, not in the list of processes.</summary>
    public static string Command(string portal, RegisteredRunner runner) =>
        $"PORTAL_RUNNER_TOKEN={runner.Secret} dotnet Portal.Scoring.dll serve --portal {portal.TrimEnd('/')} --label region={runner.Region}";
}
