using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Runners;

/// <summary>What a machine has for an evaluation.</summary>
/// <param name="Region">Null for the portal's own machine where nobody named its region: the files lie there already and go nowhere.</param>
/// <param name="MemoryBytes">What one evaluation may use; null when nobody said.</param>
public sealed record RunnerOffer(IReadOnlyList<string> Labels, string? Region, long? MemoryBytes)
{
    /// <summary>The portal's own machine, which is not a runner.</summary>
    public bool IsPortal { get; init; }
}

/// <summary>What an evaluation asks of the machine that runs it.</summary>
/// <param name="RequiredLabels">Of its model.</param>
/// <param name="AllowedRegions">Of its model: where its files may go. None means nowhere.</param>
/// <param name="MemoryBytes">The limit of a scoring process.</param>
public sealed record EvaluationNeeds(IReadOnlyList<string> RequiredLabels, IReadOnlyList<string> AllowedRegions, long MemoryBytes)
{
    public ModelTask? Task { get; init; }
}

public enum RunnerState
{
    /// <summary>Registered, and never seen.</summary>
    Expected,
    Online,
    Offline,
    Retired,
}

/// <summary>What a runner may have and when it is there: plain data in, verdict out.</summary>
public static class RunnerRules
{
    /// <summary>A runner says something at least every 25 seconds; after missing that twice it is not there.</summary>
    public static readonly TimeSpan OnlineFor = TimeSpan.FromSeconds(60);

    /// <summary>Why the machine is not given the evaluation; null when it fits.</summary>
    public static Refusal? Refuses(RunnerOffer offer, EvaluationNeeds needs) =>
        RefusesTask(offer.IsPortal, needs.Task) ?? RefusesRegion(offer.Region, needs.AllowedRegions) ?? RefusesLabels(offer.Labels, needs.RequiredLabels) ?? RefusesMemory(offer.MemoryBytes, needs.MemoryBytes);

    /// <summary>Scores of other code would stand in evidence as if they were ours.</summary>
    public static Refusal? RefusesVersion(string runner, string portal) => runner == portal
        ? null
        : new(
            RefusalKind.Conflict, "runner.version",
            $"This runner has version {Shown(runner)}, the portal {portal}. Evidence is made by one version of the code.",
            "Install the runner that came with this portal.");

    /// <summary>A process cannot move its runner to another region by saying so.</summary>
    public static Refusal? RefusesRegionOf(string registered, IReadOnlyList<string> announced) =>
        RunnerLabels.Normalize(announced).FirstOrDefault(label => RunnerLabels.KeyOf(label) == RunnerLabels.Region && label != $"{RunnerLabels.Region}={registered}") is { } other
            ? new(
                RefusalKind.Conflict, "runner.region",
                $"This runner is registered in {registered}, and says {other}.",
                $"Start it with --label {RunnerLabels.Region}={registered}, or register another runner for that region.")
            : null;

    public static RunnerState StateOf(DateTimeOffset? lastSeen, DateTimeOffset? retired, DateTimeOffset now) =>
        retired is not null ? RunnerState.Retired
        : lastSeen is not { } seen ? RunnerState.Expected
        : now - seen <= OnlineFor ? RunnerState.Online
        : RunnerState.Offline;

    /// <summary>Texts are compared where they lie: there is no model that a runner could run.</summary>
    private static Refusal? RefusesTask(bool portal, ModelTask? task) => !portal && task == ModelTask.TextGeneration
        ? new(RefusalKind.Blocked, "runner.texts", "Texts that were written elsewhere are compared by the portal itself.")
        : null;

    private static Refusal? RefusesRegion(string? region, IReadOnlyList<string> allowed) =>
        region is null || allowed.Contains(region, StringComparer.OrdinalIgnoreCase)
            ? null
            : new(
                RefusalKind.Blocked, "runner.region-not-allowed",
                $"The machine is in {region}; the model is allowed in {(allowed.Count == 0 ? "no region" : string.Join(", ", allowed))}.");

    private static Refusal? RefusesLabels(IReadOnlyList<string> labels, IReadOnlyList<string> required) =>
        required.FirstOrDefault(label => !labels.Contains(label, StringComparer.OrdinalIgnoreCase)) is { } missing
            ? new(RefusalKind.Blocked, "runner.label-missing", $"The machine has no label {missing}.")
            : null;

    private static Refusal? RefusesMemory(long? memory, long needed) => memory < needed
        ? new(RefusalKind.Blocked, "runner.memory", $"The machine gives an evaluation {memory:N0} bytes of memory; {needed:N0} are needed.")
        : null;

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100];
}
