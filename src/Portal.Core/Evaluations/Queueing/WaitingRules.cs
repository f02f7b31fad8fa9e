using Portal.Core.Evaluations.Runners;

namespace Portal.Core.Evaluations.Queueing;

/// <summary>A machine that might run an evaluation.</summary>
public sealed record EvaluatingMachine(string Name, RunnerOffer Offer, RunnerState State);

/// <summary>Why an evaluation waits although slots may be free.</summary>
/// <param name="Code">A stable word for programs.</param>
public sealed record WaitingReason(string Code, string Sentence, string NextStep);

/// <summary>Why nobody takes an evaluation: plain data in, words out.</summary>
public static class WaitingRules
{
    /// <returns>Null when a machine that is there could run it: then it waits for its turn only.</returns>
    public static WaitingReason? Why(EvaluationNeeds needs, IReadOnlyList<EvaluatingMachine> machines)
    {
        var fitting = machines.Where(machine => RunnerRules.Refuses(machine.Offer, needs) is null).ToList();
        if (fitting.Exists(machine => machine.State == RunnerState.Online))
        {
            return null;
        }

        var there = machines.Where(machine => machine.State == RunnerState.Online).ToList();
        return WhyAway(fitting) ?? WhyNobody(there) ?? WhyTexts(needs, there) ?? WhyRegion(needs, there) ?? WhyLabels(needs, there) ?? WhyMemory(needs);
    }

    private static WaitingReason? WhyAway(List<EvaluatingMachine> fitting) => fitting.Find(machine => machine.State is RunnerState.Offline or RunnerState.Expected) is { } away
        ? new("runner.away", $"The runner {away.Name} fits, but it {(away.State == RunnerState.Offline ? "is not there at the moment" : "was never there yet")}.", $"Start {away.Name}; it takes this evaluation by itself.")
        : null;

    private static WaitingReason? WhyNobody(List<EvaluatingMachine> there) => there.Count > 0
        ? null
        : new("runner.none", "Nothing evaluates at the moment: this portal runs no evaluations itself, and no runner is there.", "A tenant administrator registers and starts a runner on the page Runners.");

    private static WaitingReason? WhyTexts(EvaluationNeeds needs, List<EvaluatingMachine> there) => needs.Task == Registry.ModelTask.TextGeneration && !there.Exists(machine => machine.Offer.IsPortal)
        ? new("runner.texts", "Texts are compared by the portal itself, and it runs no evaluations.", "The operator sets Portal:Evaluations:Local to true on one node.")
        : null;

    private static WaitingReason? WhyRegion(EvaluationNeeds needs, List<EvaluatingMachine> there)
    {
        if (there.Exists(machine => IsAllowed(machine.Offer.Region, needs)))
        {
            return null;
        }

        if (needs.AllowedRegions.Count == 0)
        {
            return new("runner.region-not-allowed", "The model is allowed in no region, so its files go to no machine.", "Name the regions where it is allowed on the model's page.");
        }

        var places = string.Join(", ", there.Select(machine => machine.Offer.Region).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase));
        var regions = Either(needs.AllowedRegions);
        return new(
            "runner.region-not-allowed", $"The model is allowed in {regions} only, and no machine that is there stands in {(needs.AllowedRegions.Count == 1 ? "that region" : "one of them")}; they stand in {places}.",
            $"Start a runner in {regions}. Where the model may go is a compliance officer's to change.");
    }

    private static WaitingReason? WhyLabels(EvaluationNeeds needs, List<EvaluatingMachine> there)
    {
        var lacks = there.Where(machine => IsAllowed(machine.Offer.Region, needs))
            .Select(machine => needs.RequiredLabels.Where(label => !machine.Offer.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)).ToList())
            .MinBy(labels => labels.Count)!;
        return lacks.Count == 0 ? null : new(
            "runner.label-missing",
            $"The model asks for the {(lacks.Count == 1 ? "label" : "labels")} {string.Join(" and ", lacks)}, which no machine that is there and in an allowed region has{(needs.RequiredLabels.Count > lacks.Count ? " beside the others" : "")}.",
            $"Start a runner with {string.Join(' ', needs.RequiredLabels.Select(label => $"--label {label}"))}{(needs.AllowedRegions.Count > 0 ? $" in {Either(needs.AllowedRegions)}" : "")}, or take {(lacks.Count == 1 ? "the label" : "these labels")} off the model.");
    }

    private static WaitingReason WhyMemory(EvaluationNeeds needs) => new(
        "runner.memory", $"An evaluation may use {needs.MemoryBytes:N0} bytes of memory here, and no machine that fits otherwise gives it so much.",
        "Start a runner with more --memory, or let the operator lower Portal:Evaluations:MemoryBytes.");

    private static bool IsAllowed(string? region, EvaluationNeeds needs) => region is null || needs.AllowedRegions.Contains(region, StringComparer.OrdinalIgnoreCase);

    private static string Either(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";
}
