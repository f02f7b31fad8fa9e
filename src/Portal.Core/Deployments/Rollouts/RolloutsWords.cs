using Portal.Core.Promotions;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>The rollouts' enums as they stand in a sentence, and in the trail.</summary>
public static class RolloutsWords
{
    public static string InWords(this RolloutStrategy strategy) => strategy switch
    {
        RolloutStrategy.AtOnce => "at once",
        RolloutStrategy.Canary => "canary",
        RolloutStrategy.BlueGreen => "blue/green",
        RolloutStrategy.Shadow => "shadow",
        RolloutStrategy.Compare => "comparison (A/B)",
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, null),
    };

    public static string InWords(this RolloutState state) => state switch
    {
        RolloutState.Running => "is under way",
        RolloutState.Held => "is held",
        RolloutState.Completed => "was completed",
        RolloutState.TakenBack => "was taken back",
        RolloutState.Superseded => "was superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    internal static string Action(this RolloutAct act) => act switch
    {
        RolloutAct.Started => "rollout.started",
        RolloutAct.Advanced => "rollout.advanced",
        RolloutAct.SteppedBack => "rollout.stepped-back",
        RolloutAct.Held => "rollout.held",
        RolloutAct.Resumed => "rollout.resumed",
        RolloutAct.Completed => "rollout.completed",
        RolloutAct.TakenBack => "rollout.taken-back",
        RolloutAct.Superseded => "rollout.superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };
}
