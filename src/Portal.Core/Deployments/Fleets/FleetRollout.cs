using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

public enum FleetRolloutState
{
    Running,

    /// <summary>Nobody is told anything new, and no wave is judged.</summary>
    Paused,

    /// <summary>Everybody is told the version.</summary>
    Completed,

    /// <summary>Everybody is told the former version again.</summary>
    TakenBack,

    /// <summary>Another version went live before it was complete.</summary>
    Superseded,
}

public enum FleetWaveState
{
    Waiting,
    Running,
    Complete,
    Failed,
}

/// <summary>The way of one deployment into the devices of an edge environment, group after group. The newest one of a model says what everybody runs.</summary>
public sealed class FleetRollout : ITenantOwned, IRevised
{
    public const int LongestReason = Texts.LongestReason;

    public required TenantId TenantId { get; init; }

    public required FleetRolloutId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>1, 2, 3 for a model in an environment.</summary>
    public required int Number { get; init; }

    /// <summary>There is one rollout for a deployment.</summary>
    public required DeploymentId DeploymentId { get; init; }

    public required VersionId VersionId { get; init; }

    /// <summary>What whoever was not reached yet goes on with; null when nothing was rolled out here before.</summary>
    public VersionId? FormerVersionId { get; init; }

    public required FleetRolloutState State { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? PausedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it was paused or taken back; empty otherwise.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When the clock looks at it next.</summary>
    public required DateTimeOffset NextLookAt { get; set; }

    public List<FleetWave> Waves { get; init; } = [];

    public long Revision { get; private set; }

    public bool IsOpen => State is FleetRolloutState.Running or FleetRolloutState.Paused;
}

/// <summary>One group's turn in a rollout, with the settings that it is judged by and, once it has ended, what was counted.</summary>
public sealed class FleetWave : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required FleetRolloutId RolloutId { get; init; }

    public required DeviceGroupId GroupId { get; init; }

    /// <summary>1, 2, 3 in the order of their turns.</summary>
    public required int Position { get; init; }

    public FleetWaveState State { get; set; } = FleetWaveState.Waiting;

    public required WaveSettings Settings { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it has failed unless it is complete; later by as long as the rollout was paused.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What was counted when it ended.</summary>
    public WaveCounts? Counted { get; set; }
}
