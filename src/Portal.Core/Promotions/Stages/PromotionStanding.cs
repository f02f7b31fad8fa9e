using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>A stage of the frozen policy, and where it stands.</summary>
/// <param name="Index">Its place in the policy, from 0.</param>
/// <param name="Round">Decisions of earlier rounds do not count.</param>
/// <param name="Escalated">True when the deadline has passed and the role it names may decide as well.</param>
public sealed record StageStanding(int Index, Stage Stage, int Round, StageState State, bool Escalated = false)
{
    /// <summary>By what its deciders are known now.</summary>
    public IEnumerable<string> Tokens =>
        Escalated && Stage.Deadline?.EscalatesTo is { } role ? DeciderTokens.Of(Stage.Deciders).Append(DeciderTokens.OfRole(role)) : DeciderTokens.Of(Stage.Deciders);
}

/// <summary>A decision as far as rules count it.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Seat">In whose place: the same, unless it was delegated.</param>
public sealed record CountedDecision(int Stage, int Round, MemberId By, MemberId Seat, DecisionVerdict Verdict)
{
    public bool Involves(MemberId member) => By == member || Seat == member;
}

/// <summary>Where a promotion stands, as far as rules ask.</summary>
/// <param name="Owners">Of the model, when it was asked for and now.</param>
/// <param name="Rules">Of the policy as it was frozen.</param>
/// <param name="Decisions">All of them, counted and lapsed.</param>
/// <param name="OpenGates">Ids of the verdicts that block and were not let pass.</param>
public sealed record PromotionStanding(
    int Number,
    PromotionState State,
    MemberId RequestedBy,
    MemberId RegisteredBy,
    IReadOnlyCollection<MemberId> Owners,
    PolicyRules Rules,
    IReadOnlyList<StageStanding> Stages,
    IReadOnlyList<CountedDecision> Decisions,
    IReadOnlyCollection<string> OpenGates)
{
    public bool IsOpen => PromotionRules.IsOpen(State);

    /// <summary>Stages on which a word can be said now: those that are open, and while a gate blocks, those that would open first.</summary>
    public IEnumerable<StageStanding> Deciding => State == PromotionState.NeedsException
        ? Stages.Where(stage => stage.State != StageState.Approved && stage.Stage.Step == StageRules.FirstStep(Stages))
        : Stages.Where(stage => stage.State == StageState.Open);

    /// <summary>The decisions that count in a stage.</summary>
    public IEnumerable<CountedDecision> CountedIn(StageStanding stage) => Decisions.Where(decision => decision.Stage == stage.Index && decision.Round == stage.Round);
}
