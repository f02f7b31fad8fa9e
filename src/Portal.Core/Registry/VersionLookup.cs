using Portal.Core.Storage;

namespace Portal.Core.Registry;

internal static class VersionLookup
{
    public static IQueryable<Version> Named(this IQueryable<Version> versions, IQueryable<Model> models, string model, int number)
    {
        var name = Names.Normalize(model);
        return versions.Where(row => row.Number == number && models.Any(owner => owner.Id == row.ModelId && owner.NormalizedName == name));
    }

    /// <summary>Null when the tenant has no model of that name.</summary>
    public static async Task<ModelTask?> TaskOfModelAsync(this PortalDbContext db, string model, CancellationToken ct)
    {
        var name = Names.Normalize(model);
        return await db.Models.Where(row => row.NormalizedName == name).Select(row => (ModelTask?)row.Task).SingleOrDefaultAsync(ct);
    }

    public static Refusal NotFound(string model, int number) => Refusal.NotFound($"Version {number} of {model}");
}
