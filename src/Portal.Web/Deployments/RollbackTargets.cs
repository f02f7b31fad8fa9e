using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Deployments;

/// <param name="Until">When it last stopped being live there.</param>
/// <param name="TakenBack">True when a rollback ended it, and not a newer version: somebody had a reason.</param>
public sealed record EarlierVersion(int Number, DateTimeOffset Until, bool TakenBack = false);

/// <param name="Previous">What one click goes back to; null when nothing was live before.</param>
/// <param name="Earlier">The newest first.</param>
/// <param name="Revision">Of what is live, to be sent with the rollback.</param>
public sealed record RollbackTargets(string Environment, string Model, int Live, int? Previous, IReadOnlyList<EarlierVersion> Earlier, long Revision);

/// <summary>Where a rollback of a model in an environment can go, as its window asks before it opens.</summary>
public sealed class FindRollbackTargets(LiveVersion live, DeploymentHistory history)
{
    private static readonly PageRequest s_newest = new(200);

    public async Task<Outcome<RollbackTargets>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        var now = await live.FindAsync(actor, environment, model, ct);
        if (!now.IsOk)
        {
            return now.Refusal;
        }

        var past = await history.ReadAsync(actor, new DeploymentHistoryRequest(s_newest, environment, model), ct);
        return past.IsOk
            ? new RollbackTargets(now.Value.Live.Environment, now.Value.Live.Model, now.Value.Live.VersionNumber, now.Value.Previous, Earlier(past.Value.Items, now.Value.Live.VersionNumber), now.Value.Revision)
            : past.Refusal;
    }

    private static IReadOnlyList<EarlierVersion> Earlier(IReadOnlyList<DeploymentRow> newestFirst, int live) =>
    [
        .. newestFirst.Where(row => row.VersionNumber != live && row.EndedAt is not null && row.ChampionSince is not null).DistinctBy(row => row.VersionNumber)
            .Select(row => new EarlierVersion(row.VersionNumber, row.EndedAt!.Value, newestFirst.Any(next => next.Cause.IsRollback() && next.StartedAt == row.EndedAt))),
    ];
}
