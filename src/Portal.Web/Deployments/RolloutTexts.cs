using Portal.Core.Deployments.Rollouts;
using Portal.Web.Shell.Components;

namespace Portal.Web.Deployments;

/// <summary>What happened to a rollout, in sentences.</summary>
public static class RolloutTexts
{
    public static TimelineEntry ToEntry(RolloutMoveRow move) => new(
        move.Act switch
        {
            RolloutAct.TakenBack => TimelineState.Failed,
            RolloutAct.Completed => TimelineState.Live,
            RolloutAct.Held or RolloutAct.SteppedBack => TimelineState.Waived,
            _ => TimelineState.Done,
        },
        What(move),
        $"{DeploymentsPages.By(move.By)}{(move.Reason.Length == 0 ? "" : $": “{move.Reason}”")}",
        move.At);

    /// <summary>What an act did, as it is told afterwards.</summary>
    public static string Done(RolloutRow row, RolloutStepped done) => done.State switch
    {
        RolloutState.Completed => $"{row.Model} version {row.Version} is live in {row.Environment}.",
        RolloutState.TakenBack => $"{row.Model} version {row.Version} was taken back; version {row.Champion} answers all requests.",
        RolloutState.Held => $"The rollout of {row.Model} is held at {done.ToShare} %.",
        _ => $"{row.Model} version {row.Version} is at {done.ToShare} %.",
    };

    private static string What(RolloutMoveRow move) => move.Act switch
    {
        RolloutAct.Started => $"Began at {move.ToShare} %",
        RolloutAct.Advanced => $"From {move.FromShare} % to {move.ToShare} %",
        RolloutAct.SteppedBack => $"Back from {move.FromShare} % to {move.ToShare} %",
        RolloutAct.Held => $"Held at {move.ToShare} %",
        RolloutAct.Resumed => $"Resumed at {move.ToShare} %",
        RolloutAct.Completed => "Took over",
        RolloutAct.TakenBack => $"Taken back from {move.FromShare} %",
        RolloutAct.Superseded => $"Superseded at {move.FromShare} %",
        _ => throw new ArgumentOutOfRangeException(nameof(move), move.Act, null),
    };
}
