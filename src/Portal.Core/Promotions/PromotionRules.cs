using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Where a promotion stands, as far as rules ask.</summary>
/// <param name="OpenGates">Ids of the verdicts that block and were not let pass.</param>
public sealed record PromotionStanding(
    int Number, PromotionState State, MemberId RequestedBy, MemberId RegisteredBy, IReadOnlyCollection<MemberId> DecidedBy, bool ExceptionsAllowed, IReadOnlyCollection<string> OpenGates)
{
    public bool IsOpen => PromotionRules.IsOpen(State);
}

/// <summary>Who may do what to a promotion, and where it stands then. Pure: null means allowed.</summary>
public static class PromotionRules
{
    public static bool IsOpen(PromotionState state) => state is PromotionState.NeedsException or PromotionState.Waiting;

    /// <summary>The state in which a promotion begins, or the refusal when gates block it for good.</summary>
    public static Outcome<PromotionState> Begin(PolicyRules rules, IReadOnlyList<GateVerdict> verdicts, string version, string place)
    {
        GateVerdict[] open = [.. verdicts.Where(verdict => verdict.IsOpen)];
        if (open.Length == 0)
        {
            return rules.ApprovalRequired ? PromotionState.Waiting : PromotionState.Approved;
        }

        if (rules.ExceptionsAllowed)
        {
            return PromotionState.NeedsException;
        }

        var sentences = string.Join(" ", open.Select(verdict => $"{verdict.Title}: {verdict.Sentence}"));
        return new Refusal(
            RefusalKind.Blocked, "promotion.gates", $"{version} was not promoted to {place}. {sentences}",
            "Compare it with the live version, and register a version that passes; the policy allows no exceptions here.");
    }

    /// <summary>Whether the member may give this verdict: somebody else than who registered the version and who asked, and once.</summary>
    public static Refusal? RefusesDecision(PromotionStanding standing, Actor actor, DecisionVerdict verdict)
    {
        if (RefusesPart(standing, actor, Permission.DecidePromotion, "decides") is { } refusal)
        {
            return refusal;
        }

        if (standing.DecidedBy.Contains(actor.Member!.Value))
        {
            return new(RefusalKind.Conflict, "promotion.decided-twice", $"You have decided on P-{standing.Number} already.", "Somebody else decides from here.");
        }

        return verdict == DecisionVerdict.Approve && standing.State == PromotionState.NeedsException
            ? new(RefusalKind.Blocked, "promotion.gates-open", $"P-{standing.Number} has gates that block it: {string.Join(", ", standing.OpenGates)}.", "A compliance officer can let each of them pass with a reason, or you reject it.")
            : null;
    }

    public static Refusal? RefusesException(PromotionStanding standing, Actor actor, string gateId)
    {
        if (RefusesPart(standing, actor, Permission.GrantException, "grants exceptions") is { } refusal)
        {
            return refusal;
        }

        if (!standing.ExceptionsAllowed)
        {
            return new(RefusalKind.Blocked, "promotion.no-exceptions", "The policy of this promotion allows no exceptions.", "Ask for a version that passes its gates.");
        }

        return standing.OpenGates.Contains(gateId, StringComparer.Ordinal)
            ? null
            : new(RefusalKind.Conflict, "promotion.gate-not-open", $"No gate {gateId} blocks P-{standing.Number}.", "Load the promotion again to see which gates block it.");
    }

    public static Refusal? RefusesWithdrawal(PromotionStanding standing, Actor actor) =>
        actor.Member != standing.RequestedBy
            ? new(RefusalKind.Forbidden, "promotion.not-yours", $"P-{standing.Number} was asked for by somebody else, who alone can withdraw it.", "Reject it instead if you are asked to decide.")
            : standing.IsOpen ? null : Ended(standing);

    public static PromotionState After(DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.Approve => PromotionState.Approved,
        DecisionVerdict.Reject => PromotionState.Rejected,
        DecisionVerdict.RequestChanges => PromotionState.ChangesRequested,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>After an exception: decided on by somebody once no gate blocks any more, whatever the policy says of approval.</summary>
    public static PromotionState AfterException(int openGates) => openGates == 0 ? PromotionState.Waiting : PromotionState.NeedsException;

    private static Refusal? RefusesPart(PromotionStanding standing, Actor actor, Permission permission, string does)
    {
        if (RoleRules.Refuses(actor, permission) is { } forbidden)
        {
            return forbidden;
        }

        if (actor.Member is not { } member)
        {
            return new(RefusalKind.Forbidden, "promotion.person", $"A person {does} here, never the portal itself.");
        }

        return member == standing.RegisteredBy ? new(RefusalKind.Blocked, "promotion.own-version", $"You registered this version, so someone else {does}.", "Ask a colleague who neither registered the version nor asked for the promotion.")
            : member == standing.RequestedBy ? new(RefusalKind.Blocked, "promotion.own-request", $"You asked for this promotion, so someone else {does}.", "Ask a colleague who neither registered the version nor asked for the promotion.")
            : standing.IsOpen ? null : Ended(standing);
    }

    private static Refusal Ended(PromotionStanding standing) =>
        new(RefusalKind.Conflict, "promotion.ended", $"P-{standing.Number} {standing.State.InWords()} already.", "Load it again to see how it ended.");
}
