namespace Portal.Core.Monitoring.Experiments;

/// <summary>What can be done with an experiment.</summary>
public enum ExperimentAct
{
    Start,
    Look,
    Report,
    Stop,
    Conclude,
    Delete,
}

/// <summary>Which act is possible in which state. Pure: null means allowed.</summary>
public static class ExperimentRules
{
    public static Refusal? Refuses(ExperimentAct act, int number, ExperimentState state) =>
        Allows(act, state) ? null : new(RefusalKind.Conflict, "experiment.state", $"E-{number} {state.InWords()}, so it cannot be {Done(act)}.", Next(state));

    /// <summary>A second split of the same units would mix with the first; shadows disturb nobody.</summary>
    /// <param name="running">Number of the A/B experiment that runs with the model there; null when none does.</param>
    public static Refusal? RefusesOverlap(ExperimentMode mode, int? running) =>
        mode == ExperimentMode.AB && running is { } other
            ? new(RefusalKind.Conflict, "experiment.overlap", $"E-{other} splits the units of this model there already, so neither could be told apart from the other.", $"Stop E-{other} first, or run a shadow.")
            : null;

    /// <summary>The version that is live must be another one than all challengers.</summary>
    public static Refusal? RefusesChampion(int? live, IReadOnlyCollection<int> challengers, string model, string environment) =>
        live is not { } champion ? new(RefusalKind.Conflict, "experiment.nothing-live", $"No version of {model} is live in {environment}, so there is nothing to hold a challenger against.", "Promote a version first.")
        : challengers.Contains(champion) ? new(RefusalKind.Conflict, "experiment.challenger-live", $"Version {champion} of {model} is live in {environment}: it is the champion, not a challenger.", "Make an experiment with other versions.")
        : null;

    /// <summary>An experiment can be looked at as it stood before, as long as no later look was kept: each begins with what the one before said.</summary>
    /// <param name="asOf">Null for now.</param>
    /// <param name="previous">The instant of the newest look; null before the first.</param>
    public static Refusal? RefusesInstant(Experiment experiment, DateTimeOffset? asOf, DateTimeOffset? previous, DateTimeOffset now) =>
        asOf is not { } instant ? null
        : experiment.Mode != ExperimentMode.Shadow ? Refusal.Invalid("asOf", "Only a shadow, which may count rows that came before it, can be looked at as it stood at an instant.")
        : instant > now ? Refusal.Invalid("asOf", "How it will stand is not known yet: take an instant that has passed.")
        : instant <= experiment.CountsFrom ? Refusal.Invalid("asOf", $"Rows are counted from {Instant(experiment.CountsFrom.Value)} on: take a later instant.")
        : instant <= previous ? new(RefusalKind.Conflict, "experiment.looked-later", $"E-{experiment.Number} was looked at as of {Instant(previous.Value)} already, and a look begins with what the one before it said.", "Take a later instant.")
        : null;

    /// <summary>What is concluded must be possible.</summary>
    public static Refusal? RefusesDecision(ExperimentDecision decision, int? winner, IReadOnlyCollection<int> challengers) =>
        decision == ExperimentDecision.AdoptChallenger
            ? winner is { } version && challengers.Contains(version) ? null : Refusal.Invalid("winner", $"Say which challenger is to be adopted: {string.Join(" or ", challengers.Select(one => $"version {one}"))}.")
            : winner is null ? null : Refusal.Invalid("winner", "Only a challenger that is to be adopted is named.");

    private static bool Allows(ExperimentAct act, ExperimentState state) => act switch
    {
        ExperimentAct.Start or ExperimentAct.Delete => state == ExperimentState.Draft,
        ExperimentAct.Stop => state == ExperimentState.Running,

        // Labels and outcomes of what was counted come late, also after it was stopped.
        ExperimentAct.Look or ExperimentAct.Report or ExperimentAct.Conclude => state is ExperimentState.Running or ExperimentState.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Done(ExperimentAct act) => act switch
    {
        ExperimentAct.Start => "started",
        ExperimentAct.Look => "looked at",
        ExperimentAct.Report => "told outcomes",
        ExperimentAct.Stop => "stopped",
        ExperimentAct.Conclude => "concluded",
        ExperimentAct.Delete => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static string Next(ExperimentState state) => state switch
    {
        ExperimentState.Draft => "Start it, or delete it.",
        ExperimentState.Running => "Stop it, or wait.",
        ExperimentState.Stopped => "Conclude it; a new experiment can go on from here.",
        ExperimentState.Completed => "What was concluded stays; make a new experiment.",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
