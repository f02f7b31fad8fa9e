using Portal.Core.Registry;

namespace Portal.Core.Deployments.Fleets;

/// <summary>What a look at a rollout did.</summary>
/// <param name="Wave">The wave that ended; null when nothing changed.</param>
public sealed record FleetStep(WaveOutcome Outcome, string Sentence, FleetWave? Wave = null);

/// <summary>
/// How a rollout moves: everything that changes its state, over plain objects, without clock or database. At most one wave runs; a
/// wave starts only when the one before it is complete; a failed wave takes all back.
/// </summary>
public static class FleetSteps
{
    /// <summary>What devices of a group are told to run; null when nothing.</summary>
    public static VersionId? Desired(FleetRollout rollout, DeviceGroupId group) => rollout.State switch
    {
        FleetRolloutState.Completed => rollout.VersionId,
        FleetRolloutState.Running or FleetRolloutState.Paused => rollout.Waves.Exists(wave => wave.GroupId == group && wave.State != FleetWaveState.Waiting)
            ? rollout.VersionId
            : rollout.FormerVersionId,
        FleetRolloutState.TakenBack or FleetRolloutState.Superseded => rollout.FormerVersionId,
        _ => throw new ArgumentOutOfRangeException(nameof(rollout), rollout.State, null),
    };

    public static FleetWave? Current(FleetRollout rollout) => rollout.Waves.Find(wave => wave.State == FleetWaveState.Running);

    /// <summary>Starts the first wave. Without a group there is nobody to wait for.</summary>
    public static void Begin(FleetRollout rollout, DateTimeOffset now) => GoOn(rollout, now);

    /// <summary>Judges the wave that runs, and goes on or back.</summary>
    /// <param name="counts">Of that wave's devices.</param>
    public static FleetStep Look(FleetRollout rollout, WaveCounts counts, DateTimeOffset now)
    {
        if (rollout.State != FleetRolloutState.Running || Current(rollout) is not { } wave)
        {
            return new(WaveOutcome.GoOn, "No wave runs.");
        }

        var verdict = WaveRules.Judge(wave.Settings, counts, now, wave.DueAt!.Value);
        if (verdict.Outcome == WaveOutcome.GoOn)
        {
            return new(verdict.Outcome, verdict.Sentence);
        }

        (wave.EndedAt, wave.Counted) = (now, counts);
        if (verdict.Outcome == WaveOutcome.Complete)
        {
            wave.State = FleetWaveState.Complete;
            GoOn(rollout, now);
        }
        else
        {
            wave.State = FleetWaveState.Failed;
            End(rollout, FleetRolloutState.TakenBack, now, $"Wave {wave.Position} failed. {verdict.Sentence}");
        }

        return new(verdict.Outcome, verdict.Sentence, wave);
    }

    public static Refusal? RefusesPause(FleetRollout rollout) => rollout.State == FleetRolloutState.Running ? null : Refuses("paused", rollout.State);

    public static Refusal? RefusesResume(FleetRollout rollout) => rollout.State == FleetRolloutState.Paused ? null : Refuses("resumed", rollout.State);

    public static Refusal? RefusesTakeBack(FleetRollout rollout) => rollout.IsOpen ? null : Refuses("taken back", rollout.State);

    public static void Pause(FleetRollout rollout, DateTimeOffset now, string reason) =>
        (rollout.State, rollout.PausedAt, rollout.Reason) = (FleetRolloutState.Paused, now, reason);

    /// <summary>The wave that runs gets the time back that the pause took.</summary>
    public static void Resume(FleetRollout rollout, DateTimeOffset now)
    {
        if (Current(rollout) is { } wave)
        {
            wave.DueAt += now - rollout.PausedAt;
        }

        (rollout.State, rollout.PausedAt, rollout.Reason, rollout.NextLookAt) = (FleetRolloutState.Running, null, "", now);
    }

    public static void TakeBack(FleetRollout rollout, DateTimeOffset now, string reason) => End(rollout, FleetRolloutState.TakenBack, now, reason);

    /// <summary>Another deployment began: one that goes back to the former version takes this rollout back, any other replaces it.</summary>
    public static void MakeWay(FleetRollout rollout, VersionId next, DateTimeOffset now)
    {
        if (rollout.IsOpen)
        {
            End(rollout, next == rollout.FormerVersionId ? FleetRolloutState.TakenBack : FleetRolloutState.Superseded, now, "Another deployment began before it was complete.");
        }
    }

    private static void GoOn(FleetRollout rollout, DateTimeOffset now)
    {
        rollout.NextLookAt = now;
        if (rollout.Waves.Where(wave => wave.State == FleetWaveState.Waiting).MinBy(wave => wave.Position) is { } next)
        {
            (next.State, next.StartedAt, next.DueAt) = (FleetWaveState.Running, now, now.AddMinutes(next.Settings.LimitMinutes));
            return;
        }

        End(rollout, FleetRolloutState.Completed, now, "");
    }

    private static void End(FleetRollout rollout, FleetRolloutState state, DateTimeOffset now, string reason) =>
        (rollout.State, rollout.EndedAt, rollout.PausedAt, rollout.Reason) = (state, now, null, reason);

    private static Refusal Refuses(string done, FleetRolloutState state) => new(
        RefusalKind.Conflict, "fleet.state", $"This rollout {state.InWords()}, so it can't be {done}.", "Load the fleet again to see where it stands.");
}
