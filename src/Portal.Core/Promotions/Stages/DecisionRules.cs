using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>Where a decision counts.</summary>
/// <param name="Seat">In whose place it is made.</param>
public sealed record DecisionPlace(StageStanding Stage, MemberId Seat)
{
    public CountedDecision Counted(MemberId by, DecisionVerdict verdict) => new(Stage.Index, Stage.Round, by, Seat, verdict);
}

/// <summary>
/// Who may say what on which stage: never on one's own work, never in two stages, never twice in one, in another's place only while they
/// delegate it. Pure.
/// </summary>
public static class DecisionRules
{
    /// <summary>Who has a part in the request: whoever registered the version, always; whoever asked for it and who owns the model, unless the policy lets them.</summary>
    public static IReadOnlyCollection<MemberId> Excluded(PromotionStanding standing) =>
    [
        standing.RegisteredBy,
        .. standing.Rules.Separation.Requester ? [standing.RequestedBy] : Array.Empty<MemberId>(),
        .. standing.Rules.Separation.Owner ? standing.Owners : [],
    ];

    /// <summary>Where the decider's word counts, or why it does not.</summary>
    /// <param name="decider">Null for the portal itself.</param>
    /// <param name="stage">The place of a stage in the policy; null takes the first that is theirs.</param>
    public static Outcome<DecisionPlace> Find(PromotionStanding standing, Decider? decider, DecisionVerdict verdict, int? stage = null)
    {
        if (decider is not { IsPerson: true })
        {
            return new Refusal(RefusalKind.Forbidden, "promotion.person", "A person decides here, never the portal itself or a program.");
        }

        if ((RefusesPart(standing, decider.Id, "decides") ?? RefusesState(standing, verdict)) is { } refusal)
        {
            return refusal;
        }

        if (stage is { } index && (index < 0 || index >= standing.Stages.Count))
        {
            return Refusal.Invalid("stage", $"P-{standing.Number} has {standing.Stages.Count} stages; there is none with the number {index + 1}.");
        }

        var open = standing.Deciding.Where(one => stage is null || one.Index == stage).ToList();
        if (open.Count == 0)
        {
            return new Refusal(RefusalKind.Conflict, "promotion.stage-not-open", $"This stage of P-{standing.Number} is not open.", "Load it again to see which stages are.");
        }

        var tries = open.ConvertAll(one => Find(standing, decider, one));
        return tries.Find(one => one.IsOk) ?? tries.Find(one => one.Refusal!.Code != NotYours) ?? tries[0];
    }

    /// <summary>Null when the member has no part in the request.</summary>
    /// <param name="does">What they want to do: <c>decides</c>.</param>
    public static Refusal? RefusesPart(PromotionStanding standing, MemberId member, string does)
    {
        const string next = "Ask a colleague who has no part in it.";
        return member == standing.RegisteredBy ? new(RefusalKind.Blocked, "promotion.own-version", $"You registered this version, so someone else {does}.", next)
            : member == standing.RequestedBy && standing.Rules.Separation.Requester ? new(RefusalKind.Blocked, "promotion.own-request", $"You asked for this promotion, so someone else {does}.", next)
            : standing.Owners.Contains(member) && standing.Rules.Separation.Owner ? new(RefusalKind.Blocked, "promotion.own-model", $"You own this model, so someone else {does}.", next)
            : null;
    }

    /// <summary>Whether the member's word is used up for this stage: given in it since it last began, or ever in another.</summary>
    public static bool HasSpoken(PromotionStanding standing, StageStanding stage, MemberId member) =>
        standing.CountedIn(stage).Any(decision => decision.Involves(member)) || IsInAnother(standing, stage, member);

    private const string NotYours = "promotion.not-your-stage";

    private static Refusal? RefusesState(PromotionStanding standing, DecisionVerdict verdict) => standing.State switch
    {
        PromotionState.Waiting => null,
        PromotionState.NeedsException => verdict == DecisionVerdict.Approve
            ? new(RefusalKind.Blocked, "promotion.gates-open", $"P-{standing.Number} has gates that block it: {string.Join(", ", standing.OpenGates)}.", "Each of them can be let pass with a reason where the policy allows it, or you reject it.")
            : null,
        PromotionState.ChangesRequested => new(RefusalKind.Conflict, "promotion.changes-pending", $"P-{standing.Number} was sent back for changes.", "It can be decided on again when the requester has answered."),
        _ => PromotionRules.Ended(standing),
    };

    private static Outcome<DecisionPlace> Find(PromotionStanding standing, Decider decider, StageStanding stage)
    {
        var tokens = stage.Tokens.ToHashSet(StringComparer.Ordinal);
        var counted = standing.CountedIn(stage).ToList();
        if (counted.Exists(decision => decision.Involves(decider.Id)))
        {
            return new Refusal(RefusalKind.Conflict, "promotion.decided-twice", $"You have decided on this stage of P-{standing.Number} already.", "Somebody else decides from here.");
        }

        if (IsInAnother(standing, stage, decider.Id))
        {
            return new Refusal(RefusalKind.Blocked, "promotion.one-stage", $"You have decided on another stage of P-{standing.Number}; nobody decides on two.", "Somebody else decides on this one.");
        }

        if (decider.Tokens.Any(tokens.Contains))
        {
            return new DecisionPlace(stage, decider.Id);
        }

        var excluded = Excluded(standing);
        var other = decider.StandsInFor.FirstOrDefault(one =>
            one.IsPerson && one.Tokens.Any(tokens.Contains) && !excluded.Contains(one.Id) && !counted.Exists(decision => decision.Involves(one.Id)) && !IsInAnother(standing, stage, one.Id));
        return other is not null
            ? new DecisionPlace(stage, other.Id)
            : new Refusal(RefusalKind.Forbidden, NotYours, $"{stage.Stage.Name} of P-{standing.Number} is decided by {StageWords.Deciders(stage)}; you are none of them.", "Ask one of them, or let one of them delegate to you.");
    }

    /// <summary>Whatever the round: who has looked with one eye does not look with another.</summary>
    private static bool IsInAnother(PromotionStanding standing, StageStanding stage, MemberId member) =>
        standing.Decisions.Any(decision => decision.Stage != stage.Index && decision.Involves(member));
}
