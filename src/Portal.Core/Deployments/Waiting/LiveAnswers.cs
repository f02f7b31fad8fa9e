using System.Collections.Concurrent;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Waiting;

/// <summary>The live row of a model in an environment, as far as it says whether anything changed.</summary>
public sealed record LivePlace(EnvironmentId Environment, ModelId Model, DeploymentId Deployment, long Revision);

/// <param name="Revision">Changes with what is live: the answer's ETag.</param>
public sealed record LiveAnswer(LiveRow Row, long Revision);

/// <summary>
/// What programs ask again and again. One indexed read says what is live; the names and digests beside it belong to that revision of
/// the row for ever, so they are read once and kept.
/// </summary>
public sealed class LiveAnswers(PortalDatabase database)
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(TenantId, LivePlace), LiveRow> _kept = new();
    private readonly ConcurrentDictionary<(TenantId Tenant, LivePlace Place), Lazy<Task<LiveAnswer>>> _asked = new();

    public async Task<Outcome<LivePlace>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        var found = await (
            from place in db.Environments
            join live in db.LiveDeployments on place.Id equals live.EnvironmentId
            join named in db.Models on live.ModelId equals named.Id
            where place.NormalizedName == environmentName && named.NormalizedName == modelName
            select new LivePlace(live.EnvironmentId, live.ModelId, live.DeploymentId, live.Revision)).SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound($"A live version of {model} in {environment}") : found;
    }

    /// <summary>All who wait are woken at once by a change: one of them asks for the names, and the others wait for its answer.</summary>
    public async Task<LiveAnswer> ReadAsync(TenantId tenant, LivePlace place, CancellationToken ct)
    {
        if (_kept.TryGetValue((tenant, place), out var kept))
        {
            return new LiveAnswer(kept, place.Revision);
        }

        var asked = _asked.GetOrAdd((tenant, place), key => new Lazy<Task<LiveAnswer>>(() => AskAsync(key.Tenant, key.Place)));
        return await asked.Value.WaitAsync(ct);
    }

    private async Task<LiveAnswer> AskAsync(TenantId tenant, LivePlace place)
    {
        try
        {
            // Nobody's cancellation: others wait for it as well.
            await using var db = database.Open(tenant);
            var found = await LiveList.Rows(LiveList.Joined(db).Where(row => row.Live.EnvironmentId == place.Environment && row.Live.ModelId == place.Model)).SingleAsync(CancellationToken.None);
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            // It may have moved on meanwhile: what is kept is named by what was read with it.
            _kept[(tenant, place with { Deployment = found.Live.DeploymentId, Revision = found.Live.Revision })] = found.Row;
            return new LiveAnswer(found.Row, found.Live.Revision);
        }
        finally
        {
            _asked.TryRemove((tenant, place), out _);
        }
    }

    public async Task<Outcome<EnvironmentId>> FindEnvironmentAsync(Actor actor, string environment, CancellationToken ct)
    {
        var name = Names.Normalize(environment);
        await using var db = database.Open(actor.Tenant);
        return await db.Environments.Where(row => row.NormalizedName == name).Select(row => (EnvironmentId?)row.Id).SingleOrDefaultAsync(ct) is { } id
            ? id
            : Refusal.NotFound($"The environment {environment}");
    }
}
