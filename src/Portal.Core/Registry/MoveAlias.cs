using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Seen">The number that the alias pointed at when the person looked, 0 for none, null when they do not mind.</param>
public sealed record MoveAliasRequest(string Model, string Alias, int Number, int? Seen = null);

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
