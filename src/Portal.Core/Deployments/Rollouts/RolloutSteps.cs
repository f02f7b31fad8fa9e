using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>
/// The steps of a rollout, as every act takes them: the same rows, the same words in the trail. What is live is changed by
/// <see cref="LiveSwitch"/> in the same unit.
/// </summary>
internal static class RolloutSteps
{
    /// <summary>Begins with the first step; where nothing is live there is nothing to stand beside, so the version goes live at once.</summary>
    public static async Task<Deployment> StartAsync(UnitOfWork unit, LiveChange change, RolloutPlan plan, CancellationToken ct)
    {
        if (await LiveSwitch.FindAsync(unit, change, ct) is not { } live || plan.Shares.Count == 0)
        {
            return await LiveSwitch.StageAsync(unit, change, ct);
        }

        await SupersedeAsync(unit, live, change, ct);
        var deployment = LiveSwitch.BeginChallenger(unit, live, change, plan.Strategy, plan.Shares[0]);
        var rollout = new Rollout
        {
            TenantId = unit.Actor.Tenant,
            Id = RolloutId.New(),
            EnvironmentId = change.Environment,
            ModelId = change.Model,
            PromotionId = change.Promotion!.Value,
            DeploymentId = deployment.Id,
            VersionId = change.Version,
            ChampionDeploymentId = live.DeploymentId,
            ChampionVersionId = live.VersionId,
            Strategy = plan.Strategy,
            Shares = plan.Shares,
            HoldHours = plan.HoldHours,
            State = RolloutState.Running,
            Step = 0,
            StepSince = unit.Now,
            DueAt = unit.Now.AddHours(plan.HoldHours),
            StartedAt = unit.Now,
        };
        unit.Db.Rollouts.Add(rollout);
        Note(unit, rollout, change, new(RolloutAct.Started, 0, rollout.Shares[0], change.Reason));
        return deployment;
    }

    /// <summary>One step forward: the next share, or all of it.</summary>
    public static async Task AdvanceAsync(UnitOfWork unit, RolloutPlace place, string reason, CancellationToken ct)
    {
        var (rollout, live, change) = (place.Rollout, place.Live, place.Change(reason));
        var before = rollout.Shares[rollout.Step];
        if (rollout.Step + 1 < rollout.Shares.Count)
        {
            MoveTo(unit, rollout, live, rollout.Step + 1);
            Note(unit, rollout, change, new(RolloutAct.Advanced, before, rollout.Shares[rollout.Step], reason));
            return;
        }

        await LiveSwitch.TakeOverAsync(unit, live, change, ct);
        (rollout.State, rollout.EndedAt) = (RolloutState.Completed, unit.Now);
        Note(unit, rollout, change, new(RolloutAct.Completed, before, RolloutRules.Whole, reason));
    }

    /// <summary>One step back, where a person then holds it.</summary>
    public static void StepBack(UnitOfWork unit, RolloutPlace place, string reason)
    {
        var rollout = place.Rollout;
        var before = rollout.Shares[rollout.Step];
        MoveTo(unit, rollout, place.Live, rollout.Step - 1);
        rollout.State = RolloutState.Held;
        Note(unit, rollout, place.Change(reason), new(RolloutAct.SteppedBack, before, rollout.Shares[rollout.Step], reason));
    }

    public static void Hold(UnitOfWork unit, RolloutPlace place, bool held, string reason)
    {
        var rollout = place.Rollout;
        rollout.State = held ? RolloutState.Held : RolloutState.Running;
        var share = rollout.Shares[rollout.Step];
        Note(unit, rollout, place.Change(reason), new(held ? RolloutAct.Held : RolloutAct.Resumed, share, share, reason));
    }

    /// <param name="incident">The one that the portal answers; null for a person.</param>
    public static async Task TakeBackAsync(UnitOfWork unit, RolloutPlace place, string reason, int? incident, CancellationToken ct)
    {
        place.Rollout.Incident = incident;
        await EndAsync(unit, place.Rollout, place.Live, place.Change(reason), RolloutState.TakenBack, ct);
    }

    /// <summary>Ends the rollout that runs there, if one does, because something else happens to what is live.</summary>
    public static async Task SupersedeAsync(UnitOfWork unit, LiveDeployment live, LiveChange by, CancellationToken ct)
    {
        if (live.ChallengerDeploymentId is not { } challenger)
        {
            return;
        }

        var rollout = await unit.Db.Rollouts.Include(row => row.Moves).SingleAsync(row => row.DeploymentId == challenger, ct);
        var number = await unit.Db.Versions.Where(row => row.Id == rollout.VersionId).Select(row => row.Number).SingleAsync(ct);
        var reason = by.Version == rollout.VersionId ? "It was made live at once."
            : by.Cause.IsRollback() ? $"The live version was taken back to version {by.VersionNumber}." : $"Version {by.VersionNumber} came in between.";
        await EndAsync(unit, rollout, live, by with { Version = rollout.VersionId, VersionNumber = number, Reason = reason, Cause = DeploymentCause.Promotion }, RolloutState.Superseded, ct);
    }

    private static async Task EndAsync(UnitOfWork unit, Rollout rollout, LiveDeployment live, LiveChange change, RolloutState state, CancellationToken ct)
    {
        var before = rollout.Shares[rollout.Step];
        await LiveSwitch.EndChallengerAsync(unit, live, change, ct);
        (rollout.State, rollout.EndedAt) = (state, unit.Now);
        Note(unit, rollout, change, new(state == RolloutState.TakenBack ? RolloutAct.TakenBack : RolloutAct.Superseded, before, 0, change.Reason));
    }

    private static void MoveTo(UnitOfWork unit, Rollout rollout, LiveDeployment live, int step)
    {
        (rollout.Step, rollout.StepSince, rollout.DueAt) = (step, unit.Now, unit.Now.AddHours(rollout.HoldHours));
        LiveSwitch.SetShare(live, rollout.Shares[step]);
    }

    private static void Note(UnitOfWork unit, Rollout rollout, LiveChange change, Noted noted)
    {
        var move = new RolloutMove
        {
            TenantId = rollout.TenantId,
            Id = RolloutMoveId.New(),
            RolloutId = rollout.Id,
            Number = rollout.Moves.Count + 1,
            Act = noted.Act,
            FromShare = noted.From,
            ToShare = noted.To,
            Reason = noted.Reason,
            By = unit.Actor.Member,
            At = unit.Now,
        };
        unit.Db.RolloutMoves.Add(move);
        var action = noted.Act.Action();
        unit.Record(action, new AuditSubject("rollout", rollout.Id.ToString(), change.Name), noted.Reason, new JsonObject
        {
            ["environment"] = change.EnvironmentName,
            ["model"] = change.ModelName,
            ["version"] = change.VersionNumber,
            ["strategy"] = rollout.Strategy.ToString(),
            ["from"] = noted.From,
            ["to"] = noted.To,
        });
        unit.Tell(action, new JsonObject
        {
            ["rolloutId"] = rollout.Id.ToString(),
            ["environmentId"] = change.Environment.ToString(),
            ["modelId"] = change.Model.ToString(),
            ["version"] = change.VersionNumber,
            ["strategy"] = rollout.Strategy.ToString(),
            ["from"] = noted.From,
            ["to"] = noted.To,
            ["state"] = rollout.State.ToString(),
            ["incident"] = rollout.Incident,
        });
    }

    private sealed record Noted(RolloutAct Act, int From, int To, string Reason);
}
