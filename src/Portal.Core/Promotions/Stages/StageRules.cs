using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>How stages open, are reached and start again. Pure.</summary>
public static class StageRules
{
    /// <summary>The stages of a policy before anybody decided: none is open while a gate blocks.</summary>
    public static IReadOnlyList<StageStanding> Begin(IReadOnlyList<Stage> stages) =>
        [.. stages.Select((stage, index) => new StageStanding(index, stage, Round: 1, StageState.Coming))];

    /// <summary>The lowest step in which a stage has not approved; 0 when all have.</summary>
    public static int FirstStep(IReadOnlyList<StageStanding> stages) =>
        stages.Where(stage => stage.State != StageState.Approved).Select(stage => stage.Stage.Step).DefaultIfEmpty(0).Min();

    public static bool AreAllApproved(IReadOnlyList<StageStanding> stages) => stages.All(stage => stage.State == StageState.Approved);

    /// <summary>Whether as many different persons, in as many different places, have approved as the stage asks for.</summary>
    public static bool IsReached(Stage stage, IEnumerable<CountedDecision> counted)
    {
        var approvals = counted.Where(decision => decision.Verdict == DecisionVerdict.Approve).ToList();
        var persons = approvals.Select(decision => decision.By).Distinct().Count();
        var seats = approvals.Select(decision => decision.Seat).Distinct().Count();
        return Math.Min(persons, seats) >= Math.Max(1, stage.Needed);
    }

    /// <summary>The stages after one more decision.</summary>
    public static IReadOnlyList<StageStanding> After(PromotionStanding standing, CountedDecision decision)
    {
        if (decision.Verdict != DecisionVerdict.Approve)
        {
            return standing.Stages;
        }

        var stages = standing.Stages.Select(stage =>
            stage.Index == decision.Stage && IsReached(stage.Stage, standing.CountedIn(stage).Append(decision)) ? stage with { State = StageState.Approved } : stage);
        return Open([.. stages]);
    }

    /// <summary>
    /// The stages after a request was changed: what asked for the changes, what looks at something that changed, and what was approved
    /// by somebody who has a part in it now start again; the others keep their word.
    /// What has not begun does not start again. None is open yet: a gate may block what is asked for now.
    /// </summary>
    /// <param name="excluded">Who has a part in the request as it is now.</param>
    public static IReadOnlyList<StageStanding> Restart(PromotionStanding standing, IReadOnlyCollection<RequestPart> changed, IReadOnlyCollection<MemberId> excluded)
    {
        var stages = standing.Stages.Select(stage =>
        {
            var counted = standing.CountedIn(stage).ToList();
            if (stage.State == StageState.Coming && counted.Count == 0)
            {
                return stage;
            }

            var again = stage.Stage.IsTouchedBy(changed)
                || counted.Exists(decision => decision.Verdict == DecisionVerdict.RequestChanges)
                || counted.Exists(decision => excluded.Any(decision.Involves));
            return again ? stage with { Round = stage.Round + 1, State = StageState.Coming, Escalated = false }
                : stage.State == StageState.Approved ? stage
                : stage with { State = StageState.Coming };
        });
        return [.. stages];
    }

    /// <summary>The same stages, with those of the first unfinished step open.</summary>
    public static IReadOnlyList<StageStanding> Open(IReadOnlyList<StageStanding> stages)
    {
        var first = FirstStep(stages);
        return [.. stages.Select(stage => stage.State == StageState.Coming && stage.Stage.Step == first ? stage with { State = StageState.Open } : stage)];
    }
}
