namespace Portal.Core.Deployments.Fleets;

/// <summary>The words of fleets as they stand in a sentence.</summary>
public static class FleetsWords
{
    /// <summary>After "this rollout".</summary>
    public static string InWords(this FleetRolloutState state) => state switch
    {
        FleetRolloutState.Running => "is running",
        FleetRolloutState.Paused => "is paused",
        FleetRolloutState.Completed => "is complete",
        FleetRolloutState.TakenBack => "was taken back",
        FleetRolloutState.Superseded => "was replaced by another one",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this FleetWaveState state) => state switch
    {
        FleetWaveState.Waiting => "waiting",
        FleetWaveState.Running => "in progress",
        FleetWaveState.Complete => "complete",
        FleetWaveState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this DeviceState state) => state switch
    {
        DeviceState.Expected => "not heard of yet",
        DeviceState.Downloading => "downloading",
        DeviceState.Running => "running",
        DeviceState.Failed => "failed",
        DeviceState.Silent => "silent",
        DeviceState.Retired => "retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
