using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Revision">Of the version as the person saw it.</param>
/// <param name="Tags">All of them, as they are to be.</param>
public sealed record EditVersionRequest(string Model, int Number, long Revision, string Description, IReadOnlyDictionary<string, string> Tags);

/// <summary>Changes the description and the tags of a version. All else of it is immutable.</summary>
public sealed class EditVersion(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditVersionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var version = await unit.Db.Versions.Named(unit.Db.Models, request.Model, request.Number).Include(row => row.Tags).SingleOrDefaultAsync(ct);
        if (version is null)
        {
            return VersionLookup.NotFound(request.Model, request.Number);
        }

        var subject = new AuditSubject("version", version.Id.ToString(), $"{request.Model} version {version.Number}");
        if (unit.Refuses(Permission.RegisterVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("version.edit", subject, forbidden, ct);
        }

        if (request.Revision != version.Revision)
        {
            return Refusal.Stale("This version");
        }

        if (VersionRules.Refuses(request.Description, request.Tags) is { } invalid)
        {
            return invalid;
        }

        var before = Describe(version);
        version.Description = request.Description.Trim();
        Apply(version, request.Tags);

        // Tags are rows of their own: without this, changing one would not raise the version's revision.
        unit.Db.Entry(version).State = EntityState.Modified;
        unit.Record("version.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = Describe(version) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static void Apply(Version version, IReadOnlyDictionary<string, string> tags)
    {
        version.Tags.RemoveAll(tag => !tags.ContainsKey(tag.Key));
        foreach (var (key, value) in tags)
        {
            if (version.Tags.Find(tag => string.Equals(tag.Key, key, StringComparison.Ordinal)) is { } tag)
            {
                tag.Value = value.Trim();
            }
            else
            {
                version.Tags.Add(new VersionTag { TenantId = version.TenantId, VersionId = version.Id, Key = key, Value = value.Trim() });
            }
        }
    }

    private static JsonObject Describe(Version version)
    {
        var tags = new JsonObject();
        foreach (var tag in version.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            tags[tag.Key] = tag.Value;
        }

        return new() { ["description"] = version.Description, ["tags"] = tags };
    }
}
