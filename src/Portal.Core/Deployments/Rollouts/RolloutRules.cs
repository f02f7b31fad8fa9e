using System.Globalization;
using Portal.Core.Promotions;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>Where a rollout stands.</summary>
/// <param name="Shares">The challenger's share at each step before it takes over.</param>
/// <param name="Step">From 0 on.</param>
/// <param name="DueAt">When its hold time is over.</param>
public sealed record RolloutStep(RolloutStrategy Strategy, IReadOnlyList<int> Shares, int Step, RolloutState State, DateTimeOffset DueAt)
{
    public bool IsLast => Step + 1 >= Shares.Count;

    public int Share => Shares[Step];

    /// <summary>100 when the next step makes the challenger the champion.</summary>
    public int Next => IsLast ? RolloutRules.Whole : Shares[Step + 1];
}

/// <summary>What the gate of the next step looks at.</summary>
/// <param name="ArtifactWhole">Whether the challenger's file is still what was registered; null when nobody has looked, which takes long.</param>
/// <param name="Freeze">What a freeze forbids; null when none holds.</param>
/// <param name="Place">Why the challenger may not be live there any more; null when it may.</param>
/// <param name="ChampionStands">False when another version is live by now than the one that the challenger stands beside.</param>
public sealed record RolloutFacts(DateTimeOffset Now, bool? ArtifactWhole, Refusal? Freeze, Refusal? Place, bool ChampionStands, RolloutHealth Health);

public enum RolloutVerdict
{
    Passed,

    /// <summary>Time or use alone will settle it.</summary>
    Waits,

    /// <summary>Somebody has to do something.</summary>
    Blocks,
}

/// <param name="Id">Stable: "hold", "incidents", "observations", "artifact", "place", "freeze", "champion".</param>
public sealed record RolloutFinding(string Id, RolloutVerdict Verdict, string Sentence);

/// <summary>What may be done with a rollout. Pure: null means allowed.</summary>
public static class RolloutRules
{
    public const int Whole = 100;

    /// <summary>Of a challenger that is watched: fewer answers tell nothing about it.</summary>
    public const int FewestObservations = 100;

    public static bool IsOpen(RolloutState state) => state is RolloutState.Running or RolloutState.Held;

    /// <summary>Whether the portal goes on by itself. Who of two is better, and whether a shadow's answers would have done, is a person's to say.</summary>
    public static bool IsAutomatic(RolloutStrategy strategy) => strategy is RolloutStrategy.Canary or RolloutStrategy.BlueGreen;

    /// <summary>The gate of the next step, all that it says.</summary>
    public static IReadOnlyList<RolloutFinding> MayAdvance(RolloutStep step, RolloutFacts facts) =>
    [
        Hold(step, facts.Now),
        Incidents(facts.Health),
        .. Observations(step, facts.Health),
        Artifact(facts.ArtifactWhole),
        facts.Place is { } place ? new("place", RolloutVerdict.Blocks, place.Sentence) : new("place", RolloutVerdict.Passed, "Its region and the data that it has seen are allowed here."),
        facts.Freeze is { } freeze ? new("freeze", RolloutVerdict.Waits, freeze.Sentence) : new("freeze", RolloutVerdict.Passed, "No change freeze holds here."),
        facts.ChampionStands
            ? new("champion", RolloutVerdict.Passed, "The live version is still the one that it stands beside.")
            : new("champion", RolloutVerdict.Blocks, "Another version went live meanwhile, so there is nothing to take over from."),
    ];

    public static Refusal? RefusesGate(string name, RolloutStep step, IReadOnlyList<RolloutFinding> findings)
    {
        RolloutFinding[] open = [.. findings.Where(finding => finding.Verdict != RolloutVerdict.Passed)];
        if (open.Length == 0)
        {
            return null;
        }

        var blocks = Array.Exists(open, finding => finding.Verdict == RolloutVerdict.Blocks);
        return new(
            blocks ? RefusalKind.Blocked : RefusalKind.Conflict, "rollout.gate",
            $"{name} stays at {Percent(step.Share)} and does not go on to {Percent(step.Next)}. {string.Join(" ", open.Select(finding => finding.Sentence))}",
            blocks ? "See to that first, or take the rollout back." : "Wait for that, or take the rollout back.");
    }

    public static Refusal? RefusesAdvance(string name, RolloutState state) => state switch
    {
        RolloutState.Running => null,
        RolloutState.Held => new(RefusalKind.Conflict, "rollout.held", $"The rollout of {name} is held.", "Let it go on first."),
        _ => Ended(name, state),
    };

    public static Refusal? RefusesHold(string name, RolloutState state) => state switch
    {
        RolloutState.Running => null,
        RolloutState.Held => new(RefusalKind.Conflict, "rollout.held", $"The rollout of {name} is held already.", "There is nothing to hold."),
        _ => Ended(name, state),
    };

    public static Refusal? RefusesResume(string name, RolloutState state) => state switch
    {
        RolloutState.Held => null,
        RolloutState.Running => new(RefusalKind.Conflict, "rollout.running", $"The rollout of {name} is under way already.", "There is nothing to resume."),
        _ => Ended(name, state),
    };

    /// <summary>A rollback asks for no gate: what was there before was good enough.</summary>
    public static Refusal? RefusesStepBack(string name, RolloutStep step) =>
        !IsOpen(step.State) ? Ended(name, step.State)
        : step.Step == 0 ? new(RefusalKind.Conflict, "rollout.first-step", $"The rollout of {name} is at its first step.", "Take it back wholly instead.")
        : null;

    public static Refusal Ended(string name, RolloutState state) =>
        new(RefusalKind.Conflict, "rollout.ended", $"The rollout of {name} {state.InWords()} already.", "Load it again to see how it ended.");

    public static Refusal None(string model, string environment) =>
        new(RefusalKind.NotFound, "not-found", $"A rollout of {model} that runs in {environment} was not found.", "Check the names; or it has ended already.");

    public static string Percent(int share) => string.Create(CultureInfo.InvariantCulture, $"{share} %");

    private static RolloutFinding Hold(RolloutStep step, DateTimeOffset now) => now >= step.DueAt
        ? new("hold", RolloutVerdict.Passed, "It has been at this step as long as its plan asks.")
        : new("hold", RolloutVerdict.Waits, $"Its plan holds it at this step for another {Span(step.DueAt - now)}.");

    private static RolloutFinding Incidents(RolloutHealth health)
    {
        if (health.Incidents.Count == 0)
        {
            return new("incidents", RolloutVerdict.Passed, "No incident about it is open here.");
        }

        var (first, more) = (health.Incidents[0], health.Incidents.Count - 1);
        return new("incidents", RolloutVerdict.Blocks, string.Create(CultureInfo.InvariantCulture, $"I-{first.Number} is open about it: {first.Title}{(more == 0 ? "" : $", and {more} more")}."));
    }

    /// <summary>Asked only where a monitor looks and requests arrive: what stands ready without requests is sent none.</summary>
    private static IEnumerable<RolloutFinding> Observations(RolloutStep step, RolloutHealth health)
    {
        if (!health.IsWatched || step.Share == 0)
        {
            return [];
        }

        var count = health.Observations.ToString("N0", CultureInfo.InvariantCulture);
        return health.Observations >= FewestObservations
            ? [new("observations", RolloutVerdict.Passed, $"{count} of its answers were observed at this step.")]
            : [new("observations", RolloutVerdict.Waits, $"{count} of its answers were observed at this step; {FewestObservations} tell enough.")];
    }

    private static RolloutFinding Artifact(bool? whole) => whole switch
    {
        true => new("artifact", RolloutVerdict.Passed, "Its file is what was registered."),
        false => new("artifact", RolloutVerdict.Blocks, "Its file is lost or not what was registered."),
        null => new("artifact", RolloutVerdict.Passed, "Its file is looked at when the step is taken."),
    };

    private static string Span(TimeSpan left) =>
        left.TotalDays >= 2 ? $"{Math.Ceiling(left.TotalDays):0} days"
        : left.TotalHours >= 2 ? $"{Math.Ceiling(left.TotalHours):0} hours"
        : left.TotalMinutes > 1 ? $"{Math.Ceiling(left.TotalMinutes):0} minutes"
        : "minute";
}
