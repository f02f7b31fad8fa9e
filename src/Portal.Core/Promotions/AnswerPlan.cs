using Portal.Core.Promotions.Stages;

namespace Portal.Core.Promotions;

/// <summary>What an answer to asked changes does, before it is done.</summary>
/// <param name="After">The evidence that deciders get to see.</param>
/// <param name="Stages">Where they stand then; none is open yet.</param>
/// <param name="Lapsed">Gates that were let pass before, by an exception that does not hold for what is asked for now.</param>
internal sealed record AnswerPlan(FrozenEvidence After, IReadOnlyList<RequestPart> Changed, IReadOnlyList<StageStanding> Stages, IReadOnlyList<string> Restarted, IReadOnlyList<string> Lapsed)
{
    public PromotionState State => PromotionRules.Next(After.Verdicts.Count(verdict => verdict.IsOpen));

    /// <summary>Pure.</summary>
    /// <param name="note">Whether what the requester writes is another thing than before.</param>
    public static AnswerPlan Of(PromotionFacts before, PromotionCandidate candidate, GatheredEvidence gathered, bool note)
    {
        var after = gathered.Freeze(candidate, before.Frozen.Policy, before.Frozen.ExceptionsThatHold(gathered.Evidence));
        var changed = PromotionRules.Changed(before.Frozen, after, note);
        var excluded = DecisionRules.Excluded(before.Standing with { RegisteredBy = candidate.Version.RegisteredBy });
        var stages = StageRules.Restart(before.Standing, changed, excluded);
        return new(
            after, changed, stages,
            [.. stages.Where(stage => stage.Round != before.Standing.Stages[stage.Index].Round).Select(stage => stage.Stage.Name)],
            [.. before.Frozen.Exceptions.Select(exception => exception.GateId).Except(after.Exceptions.Select(exception => exception.GateId), StringComparer.Ordinal)]);
    }
}
