using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Environment">The name of one environment.</param>
/// <param name="Model">The name of one model.</param>
public sealed record LiveListRequest(PageRequest Page, string? Environment = null, string? Model = null);

/// <param name="Promotion">Number of the promotion that allowed it there; null for break-glass.</param>
/// <param name="StartedBy">Null for the portal itself.</param>
/// <param name="Incident">The number of the incident that an automatic rollback answered.</param>
public sealed record LiveRow(
    DeploymentId Deployment, string Environment, EnvironmentPurpose Purpose, string Region, string Model, VersionId VersionId, int VersionNumber, Digest Digest, long Length,
    string FileName, DeploymentCause Cause, int? Promotion, string Reason, string? StartedBy, DateTimeOffset Since, int? Incident = null)
{
    /// <summary>What stands beside it while a rollout runs; null when none does.</summary>
    public LiveChallenger? Challenger { get; init; }

    /// <summary>Percent of the requests that the champion answers. A shadow answers none.</summary>
    public int Share => Challenger is { IsShadow: false } challenger ? 100 - challenger.Share : 100;
}

/// <param name="Share">Percent of the requests that it answers; of a shadow: that it is sent copies of.</param>
public sealed record LiveChallenger(
    DeploymentId Deployment, VersionId VersionId, int VersionNumber, Digest Digest, long Length, string FileName, int Share, RolloutStrategy Mode, DateTimeOffset Since)
{
    public bool IsShadow => Mode == RolloutStrategy.Shadow;
}

/// <summary>All that is live, the newest first.</summary>
public sealed class LiveList(PortalDatabase database)
{
    public async Task<Outcome<Page<LiveRow>>> ReadAsync(Actor actor, LiveListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = Joined(db);
        if (request.Environment is { Length: > 0 } environment)
        {
            var name = Names.Normalize(environment);
            rows = rows.Where(row => row.Environment.NormalizedName == name);
        }

        if (request.Model is { Length: > 0 } model)
        {
            var name = Names.Normalize(model);
            rows = rows.Where(row => row.Model.NormalizedName == name);
        }

        return await Rows(rows).NewestFirstAsync(row => row.Live.Since, row => row.Live.DeploymentId, row => row.Row, request.Page, ct);
    }

    /// <summary>What is shown of each, beside the row that makes it live. Nothing larger is read.</summary>
    internal static IQueryable<LiveFound> Rows(IQueryable<LiveJoin> joined) => joined.Select(row => new LiveFound
    {
        Live = row.Live,
        Row = new LiveRow(
            row.Live.DeploymentId, row.Environment.Name, row.Environment.Purpose, row.Environment.Region, row.Model.Name, row.Version.Id, row.Version.Number,
            row.Version.Digest, row.Version.Length, row.Version.FileName, row.Deployment.Cause, row.Promotion, row.Deployment.Reason, row.StartedBy, row.Live.Since, row.Deployment.Incident)
        {
            Challenger = row.Live.ChallengerDeploymentId == null ? null : new LiveChallenger(
                row.Live.ChallengerDeploymentId.Value, row.Challenger!.Id, row.Challenger.Number, row.Challenger.Digest, row.Challenger.Length, row.Challenger.FileName,
                row.Live.ChallengerShare!.Value, row.Live.ChallengerMode!.Value, row.ChallengerDeployment!.StartedAt),
        },
    });

    internal static IQueryable<LiveJoin> Joined(PortalDbContext db) => Joined(db, db.Members, db.Promotions);

    private static IQueryable<LiveJoin> Joined(PortalDbContext db, IQueryable<Member> members, IQueryable<Promotion> promotions) =>
        from live in db.LiveDeployments.AsNoTracking()
        join environment in db.Environments on live.EnvironmentId equals environment.Id
        join model in db.Models on live.ModelId equals model.Id
        join version in db.Versions on live.VersionId equals version.Id
        join deployment in db.Deployments on live.DeploymentId equals deployment.Id
        join candidate in db.Versions on live.ChallengerVersionId equals (VersionId?)candidate.Id into candidates
        from challenger in candidates.DefaultIfEmpty()
        join tried in db.Deployments on live.ChallengerDeploymentId equals (DeploymentId?)tried.Id into trials
        from trial in trials.DefaultIfEmpty()
        let startedBy = members.Where(member => member.Id == deployment.StartedBy).Select(member => member.Name).FirstOrDefault()
        let promotion = promotions.Where(one => one.Id == deployment.PromotionId).Select(one => (int?)one.Number).FirstOrDefault()
        select new LiveJoin
        {
            Live = live, Environment = environment, Model = model, Version = version, Deployment = deployment, Challenger = challenger, ChallengerDeployment = trial, Promotion = promotion,
            StartedBy = startedBy,
        };

    internal sealed class LiveJoin
    {
        public required LiveDeployment Live { get; init; }

        public required Environment Environment { get; init; }

        public required Model Model { get; init; }

        public required Version Version { get; init; }

        public required Deployment Deployment { get; init; }

        public required Version? Challenger { get; init; }

        public required Deployment? ChallengerDeployment { get; init; }

        public required int? Promotion { get; init; }

        public required string? StartedBy { get; init; }
    }

    internal sealed class LiveFound
    {
        public required LiveDeployment Live { get; init; }

        public required LiveRow Row { get; init; }
    }
}
