using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Where a promotion stands after a decision.</summary>
public sealed record PromotionAdvance(PromotionState State, IReadOnlyList<StageStanding> Stages);

/// <summary>How a promotion begins, moves and ends, and who may do what to it beside deciding. Pure: null means allowed.</summary>
public static class PromotionRules
{
    public static bool IsOpen(PromotionState state) => state is PromotionState.NeedsException or PromotionState.Waiting or PromotionState.ChangesRequested;

    /// <summary>The state in which a promotion begins, or the refusal when gates block it for good.</summary>
    /// <param name="renews">Whether the version is live there already, and asked to be approved again.</param>
    public static Outcome<PromotionState> Begin(PolicyRules rules, IReadOnlyList<GateVerdict> verdicts, string version, string place, bool renews = false)
    {
        GateVerdict[] open = [.. verdicts.Where(verdict => verdict.IsOpen)];
        if (open.Length == 0)
        {
            // What was let pass before is decided on by somebody, whatever the policy says of approval.
            return rules.StagesFor(verdicts.Any(verdict => verdict.ExceptionReason is not null)).Count > 0 ? PromotionState.Waiting : PromotionState.Approved;
        }

        if (rules.ExceptionsAllowed)
        {
            return PromotionState.NeedsException;
        }

        var sentences = string.Join(" ", open.Select(verdict => $"{verdict.Title}: {verdict.Sentence}"));
        return renews ? new Refusal(
            RefusalKind.Blocked, "promotion.gates", $"The approval of {version} in {place} was not renewed. {sentences}",
            "Promote a version that passes, or take it back; the policy allows no exceptions here.") : new Refusal(
            RefusalKind.Blocked, "promotion.gates", $"{version} was not promoted to {place}. {sentences}",
            "Compare it with the live version, and register a version that passes; the policy allows no exceptions here.");
    }

    /// <summary>What is live already, or on its way there, is not asked for again: asking would begin a rollout anew that people watch.</summary>
    public static Refusal? RefusesLive(string version, string place, VersionId candidate, VersionId? champion, VersionId? challenger) =>
        candidate == champion ? new(RefusalKind.Conflict, "promotion.already-live", $"{version} is live in {place} already.", "There is nothing to promote.")
        : candidate == challenger ? new(
            RefusalKind.Conflict, IsRollingOut, $"{version} stands beside the live version in {place} already, in a rollout that runs.",
            "Let the rollout go on, or take it back and ask then.")
        : null;

    /// <summary>
    /// Requests to devices at the edge pass no place where they could be shared out or copied: there, waves take the place of a canary and
    /// of blue/green, and nothing takes that of a shadow or of a comparison.
    /// </summary>
    /// <param name="isLive">Whether another version is live there; what is first goes live at once everywhere.</param>
    public static Refusal? RefusesRollout(RolloutPlan plan, string place, bool hasFleet, bool isLive) =>
        hasFleet && isLive && plan.Strategy is (RolloutStrategy.Shadow or RolloutStrategy.Compare)
            ? new(
                RefusalKind.Blocked, "promotion.rollout-at-edge",
                $"The policy asks for {(plan.Strategy == RolloutStrategy.Shadow ? "a shadow" : "a comparison")} beside the live version, and devices in {place} run one version each.",
                "Try it in an environment that is not at the edge; a compliance officer can let the policy ask for steps, which are waves of devices there.")
            : null;

    /// <summary>Where a promotion stands after a word that <see cref="DecisionRules"/> let count.</summary>
    public static PromotionAdvance After(PromotionStanding standing, CountedDecision decision)
    {
        var stages = StageRules.After(standing, decision);
        var state = decision.Verdict switch
        {
            DecisionVerdict.Approve => StageRules.AreAllApproved(stages) ? PromotionState.Approved : standing.State,
            DecisionVerdict.Reject => PromotionState.Rejected,
            DecisionVerdict.RequestChanges => PromotionState.ChangesRequested,
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
        };
        return new(state, stages);
    }

    /// <summary>After an exception, and after an answer to asked changes: decided on by somebody once no gate blocks any more.</summary>
    public static PromotionState Next(int openGates) => openGates == 0 ? PromotionState.Waiting : PromotionState.NeedsException;

    public static Refusal? RefusesException(PromotionStanding standing, Actor actor, string gateId)
    {
        if (standing.Rules.Exceptions is not { } exceptions)
        {
            return new(RefusalKind.Blocked, "promotion.no-exceptions", "The policy of this promotion allows no exceptions.", "Ask for a version that passes its gates.");
        }

        if (actor.Member is not { } member)
        {
            return new(RefusalKind.Forbidden, "promotion.person", "A person grants exceptions here, never the portal itself.");
        }

        if (!actor.Roles.Contains(exceptions.GrantedBy))
        {
            return new(RefusalKind.Forbidden, "forbidden", $"This needs the role {exceptions.GrantedBy.InWords()}; you don't have it.", "Ask somebody with that role.");
        }

        if (DecisionRules.RefusesPart(standing, member, "grants exceptions") is { } part)
        {
            return part;
        }

        if (!standing.IsOpen)
        {
            return Ended(standing);
        }

        return standing.State == PromotionState.NeedsException && standing.OpenGates.Contains(gateId, StringComparer.Ordinal)
            ? null
            : new(RefusalKind.Conflict, "promotion.gate-not-open", $"No gate {gateId} blocks P-{standing.Number}.", "Load the promotion again to see which gates block it.");
    }

    /// <param name="longest">The latest end that the policy allows.</param>
    public static Refusal? RefusesEnd(DateTimeOffset until, DateTimeOffset now, DateTimeOffset longest) =>
        until <= now ? Refusal.Invalid("until", "An exception ends in the future.")
        : until > longest ? Refusal.Invalid("until", $"The policy lets an exception last until {longest:d MMMM yyyy HH:mm} UTC at most.")
        : null;

    public static Refusal? RefusesWithdrawal(PromotionStanding standing, Actor actor) =>
        actor.Member != standing.RequestedBy
            ? new(RefusalKind.Forbidden, "promotion.not-yours", $"P-{standing.Number} was asked for by somebody else, who alone can withdraw it.", "Reject it instead if you are asked to decide.")
            : standing.IsOpen ? null : Ended(standing);

    /// <summary>Whether the member may answer what was asked for: the requester, once it was sent back.</summary>
    public static Refusal? RefusesAnswer(PromotionStanding standing, Actor actor) =>
        actor.Member != standing.RequestedBy
            ? new(RefusalKind.Forbidden, "promotion.not-yours", $"P-{standing.Number} was asked for by somebody else, who alone can answer.", "Comment on it, or ask the requester.")
            : standing.State == PromotionState.ChangesRequested ? null
            : standing.IsOpen ? new(RefusalKind.Conflict, "promotion.no-changes-asked", $"Nobody asked for changes of P-{standing.Number}.", "Withdraw it if you want to ask for something else.")
            : Ended(standing);

    /// <summary>What of a request is another thing than before.</summary>
    public static IReadOnlyList<RequestPart> Changed(FrozenEvidence before, FrozenEvidence after, bool note) =>
    [
        .. before.Evidence.Candidate.Id != after.Evidence.Candidate.Id ? [RequestPart.Version] : Array.Empty<RequestPart>(),
        .. SaysTheSame(before, after) ? [] : new[] { RequestPart.Evidence },
        .. note ? [RequestPart.Note] : Array.Empty<RequestPart>(),
    ];

    /// <summary>Null when the decider signed in as lately as the policy asks.</summary>
    /// <param name="signedInAt">Null when nobody knows.</param>
    public static Refusal? RefusesSignature(PolicyRules rules, DateTimeOffset? signedInAt, DateTimeOffset now) =>
        rules.Terms.SignatureMinutes is { } minutes && (signedInAt is not { } at || now - at > TimeSpan.FromMinutes(minutes))
            ? new(RefusalKind.Blocked, SignInAgain, $"The policy asks deciders to confirm their sign-in within {(minutes == 1 ? "a minute" : $"{minutes} minutes")} of signing.", signedInAt is null ? "Decide on the page of the promotion: an access token signs nothing." : "Confirm your sign-in, then decide; what you wrote stays.")
            : null;

    /// <summary>The code of a refusal because the version stands beside the live one already.</summary>
    public const string IsRollingOut = "promotion.rolling-out";

    /// <summary>The code of a refusal that a fresh sign-in cures.</summary>
    public const string SignInAgain = "promotion.sign-in-again";

    internal static Refusal Ended(PromotionStanding standing) =>
        new(RefusalKind.Conflict, "promotion.ended", $"P-{standing.Number} {standing.State.InWords()} already.", "Load it again to see how it ended.");

    /// <summary>The moment of judging is no evidence; what was judged, and how, is.</summary>
    private static bool SaysTheSame(FrozenEvidence before, FrozenEvidence after) =>
        CanonicalJson.Write(new { before.Evidence.Candidate, before.Evidence.Champion, Verdicts = Judged(before) }).AsSpan()
            .SequenceEqual(CanonicalJson.Write(new { after.Evidence.Candidate, after.Evidence.Champion, Verdicts = Judged(after) }));

    private static string[] Judged(FrozenEvidence frozen) => [.. frozen.Verdicts.Select(verdict => $"{verdict.Id} {verdict.Verdict} {verdict.Blocks} {verdict.IsOpen}")];
}
