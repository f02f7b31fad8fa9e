using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.Components;

/// <summary>Who did what to a promotion, newest first, and what is still to come on top.</summary>
public static class PromotionTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(PromotionView view, Actor? you)
    {
        var entries = new List<TimelineEntry>
        {
            new(TimelineState.Done, $"Asked for by {(view.RequestedById == you?.Member ? "you" : view.RequestedBy)}", $"Evidence and edit {view.Frozen.Policy.Number} of the policy frozen", view.RequestedAt),
        };
        entries.AddRange(view.Frozen.Exceptions.OrderBy(exception => exception.At).Select(exception => new TimelineEntry(
            TimelineState.Waived, $"Exception by {(exception.GrantedBy == you?.Member?.Value ? "you" : exception.GrantedByName)}", $"{TitleOf(view, exception.GateId)}: “{exception.Reason}”", exception.At)));
        entries.AddRange(view.Decisions.Select(decision => new TimelineEntry(
            decision.Verdict == DecisionVerdict.Approve ? TimelineState.Done : TimelineState.Failed,
            $"{PromotionLabels.Past(decision.Verdict)} by {decision.By}", $"“{decision.Reason}”", decision.At)));
        entries.AddRange(Last(view));
        entries.Reverse();
        return entries;
    }

    private static IEnumerable<TimelineEntry> Last(PromotionView view)
    {
        switch (view.State)
        {
            case PromotionState.NeedsException:
                yield return new(TimelineState.Now, $"Exception · {RolesWith(Permission.GrantException)}", $"For {string.Join(", ", view.Frozen.Verdicts.Where(verdict => verdict.IsOpen).Select(verdict => verdict.Title))}");
                foreach (var stage in view.Stages)
                {
                    yield return Stage(stage, view);
                }

                yield return Live(view, TimelineState.Coming);
                break;
            case PromotionState.Waiting:
                foreach (var stage in view.Stages.Where(stage => stage.State != StageState.Approved).OrderBy(stage => stage.Stage.Step))
                {
                    yield return Stage(stage, view);
                }

                yield return Live(view, TimelineState.Coming);
                break;
            case PromotionState.ChangesRequested:
                yield return new(TimelineState.Now, "Answer · the requester", $"{view.RequestedBy} changes what was asked for, or explains it");
                break;
            case PromotionState.Approved:
                yield return Live(view, TimelineState.Live);
                break;
            case PromotionState.Withdrawn:
                yield return new(TimelineState.Failed, "Withdrawn by the requester", null, view.EndedAt);
                break;
            default:
                break;
        }
    }

    private static TimelineEntry Stage(StageRow stage, PromotionView view) => new(
        stage.State == StageState.Open ? TimelineState.Now : TimelineState.Coming,
        $"{stage.Stage.Name} · {stage.Approvals} of {stage.Stage.Needed}",
        stage.State == StageState.Open ? Deciders(view) : $"Decided by {StageWords.Deciders(stage.Stage.Deciders)}");

    private static TimelineEntry Live(PromotionView view, TimelineState state) => new(
        state,
        $"Live in {view.Place.Name}",
        view.Frozen.Evidence.Champion is { } live ? $"In place of version {live.Number}" : "As the first version there",
        state == TimelineState.Live ? view.EndedAt : null,
        state == TimelineState.Live ? Deployments.DeploymentsPages.Url(view.Place.Name) : null);

    private static string RolesWith(Permission permission) => string.Join(" or ", RoleRules.RolesWith(permission).Select(role => role.InWords()));

    private static string TitleOf(PromotionView view, string gate) => view.Frozen.Verdicts.FirstOrDefault(verdict => verdict.Id == gate)?.Title ?? gate;

    private static string Deciders(PromotionView view)
    {
        var able = string.Join(" or ", view.Deciders.Where(decider => decider.WhyNot is null).Select(decider => decider.Name));
        var unable = string.Join("; ", view.Deciders.Where(decider => decider.WhyNot is not null).Select(decider => $"not {decider.Name}: {decider.WhyNot!.ToLowerInvariant()}"));
        return (able.Length, unable.Length) switch
        {
            (0, 0) => "Nobody has this role yet",
            (0, _) => $"Nobody else has this role ({unable})",
            (_, 0) => able,
            _ => $"{able} ({unable})",
        };
    }
}
