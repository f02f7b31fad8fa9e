using Portal.Core.Storage;

namespace Portal.Core.Registry;

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
