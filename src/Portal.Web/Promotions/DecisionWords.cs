using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;

namespace Portal.Web.Promotions;

/// <summary>What a word on a promotion does, before it is said.</summary>
public static class DecisionWords
{
    /// <summary>What the reader's approval of a stage would do.</summary>
    public static string Approving(PromotionView view, OpenSeat? seat)
    {
        if (view.Stages.FirstOrDefault(stage => stage.Index == seat?.Stage) is not { } mine)
        {
            return Live(view);
        }

        var (now, needed) = (mine.Approvals + 1, Math.Max(1, mine.Stage.Needed));
        var later = view.Stages.Where(stage => stage.Index != mine.Index && stage.State != StageState.Approved).Select(stage => stage.Stage.Name).ToList();
        return (now < needed, later.Count) switch
        {
            (true, _) => $"Counts as approval {now} of {needed} in {mine.Stage.Name}.",
            (false, > 0) => $"Completes {mine.Stage.Name} ({now} of {needed}). Still to decide: {string.Join(", ", later)}.",
            _ when view.Freeze is { } freeze => $"Would be the last approval. {freeze.Sentence}",
            _ => Live(view),
        };
    }

    private static string Live(PromotionView view) =>
        view.Renewal is not null ? $"Renews the approval in {view.Place.Name}; nothing changes there."
        : $"Goes live in {view.Place.Name} {RolloutWords.Begins(view.Frozen.Policy.Rules.Rollout, view.Place, view.Frozen.Evidence.Champion is null)}, {(view.Frozen.Evidence.Champion is { } live ? $"in place of version {live.Number}" : "as the first version there")}.";
}
