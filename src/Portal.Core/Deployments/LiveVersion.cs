using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Previous">What one click rolls back to; null when nothing was live there before.</param>
/// <param name="Revision">Changes with what is live: the answer's ETag, and what a rollback names.</param>
public sealed record LiveVersionView(LiveRow Live, int? Previous, long Revision);

/// <summary>What is live of a model in an environment.</summary>
public sealed class LiveVersion(PortalDatabase database)
{
    public async Task<Outcome<LiveVersionView>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        var found = await LiveList.Rows(LiveList.Joined(db).Where(row => row.Environment.NormalizedName == environmentName && row.Model.NormalizedName == modelName))
            .SingleOrDefaultAsync(ct);
        return found is null
            ? Refusal.NotFound($"A live version of {model} in {environment}")
            : new LiveVersionView(found.Row, (await RollbackSearch.PreviousAsync(db, found.Live, ct))?.Number, found.Live.Revision);
    }
}
