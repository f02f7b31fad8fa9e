using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Seen">The number that the alias pointed at when the person looked; null when they do not mind.</param>
public sealed record RemoveAliasRequest(string Model, string Alias, int? Seen = null);

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
