using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Seen">The number that the alias pointed at when the person looked, 0 for none, null when they do not mind.</param>
public sealed record MoveAliasRequest(string Model, string Alias, int Number, int? Seen = null);

/// <param name="Seen">The number that the alias pointed at when the person looked; null when they do not mind.</param>
public sealed record RemoveAliasRequest(string Model, string Alias, int? Seen = null);

/// <summary>Lets an alias of a model point at a version.</summary>
public sealed class MoveAlias(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, MoveAliasRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var version = await unit.Db.Versions.Named(unit.Db.Models, request.Model, request.Number).AsNoTracking().SingleOrDefaultAsync(ct);
        if (version is null)
        {
            return VersionLookup.NotFound(request.Model, request.Number);
        }

        var subject = new AuditSubject("version", version.Id.ToString(), $"{request.Model} version {version.Number}");
        if (unit.Refuses(Permission.RegisterVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("alias.move", subject, forbidden, ct);
        }

        if (VersionRules.RefusesAlias(request.Alias) is { } invalid)
        {
            return invalid;
        }

        var (alias, at) = await AliasLookup.FindAsync(unit.Db, version.ModelId, request.Alias, ct);
        if (request.Seen is { } seen && seen != at)
        {
            return Refusal.Stale($"The alias {request.Alias}");
        }

        if (alias is null)
        {
            unit.Db.VersionAliases.Add(new VersionAlias { TenantId = actor.Tenant, ModelId = version.ModelId, Alias = AliasLookup.Spell(request.Alias), VersionId = version.Id });
        }
        else
        {
            alias.VersionId = version.Id;
        }

        unit.Record("alias.moved", subject, details: new JsonObject { ["alias"] = AliasLookup.Spell(request.Alias), ["from"] = at == 0 ? null : at, ["to"] = version.Number });
        return await unit.CommitAsync(default(Done), ct);
    }
}

/// <summary>Takes an alias away; the version stays.</summary>
public sealed class RemoveAlias(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveAliasRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Model);
        var model = await unit.Db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        var (alias, at) = model is null ? (null, 0) : await AliasLookup.FindAsync(unit.Db, model.Id, request.Alias, ct);
        if (alias is null)
        {
            return Refusal.NotFound($"The alias {request.Alias} of {request.Model}");
        }

        var subject = new AuditSubject("version", alias.VersionId.ToString(), $"{model!.Name} version {at}");
        if (unit.Refuses(Permission.RegisterVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("alias.remove", subject, forbidden, ct);
        }

        if (request.Seen is { } seen && seen != at)
        {
            return Refusal.Stale($"The alias {request.Alias}");
        }

        unit.Db.VersionAliases.Remove(alias);
        unit.Record("alias.removed", subject, details: new JsonObject { ["alias"] = alias.Alias, ["from"] = at });
        return await unit.CommitAsync(default(Done), ct);
    }
}

internal static class AliasLookup
{
    public static string Spell(string alias) => alias.ToLowerInvariant();

    /// <summary>The alias and the number that it points at; 0 when there is none.</summary>
    public static async Task<(VersionAlias? Alias, int At)> FindAsync(PortalDbContext db, ModelId model, string alias, CancellationToken ct)
    {
        var spelled = Spell(alias);
        var row = await db.VersionAliases.SingleOrDefaultAsync(candidate => candidate.ModelId == model && candidate.Alias == spelled, ct);
        return row is null ? (null, 0) : (row, await db.Versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).SingleAsync(ct));
    }
}
