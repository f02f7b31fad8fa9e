using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

public sealed record VersionRow(
    VersionId Id, string Model, int Number, Digest Digest, long Length, string FileName, string Description, string RegisteredBy, DateTimeOffset RegisteredAt,
    IReadOnlyList<string> Aliases);

/// <summary>A model's versions, newest first.</summary>
public sealed class VersionList(PortalDatabase database)
{
    public async Task<Outcome<Page<VersionRow>>> ReadAsync(Actor actor, string model, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        var name = Names.Normalize(model);
        await using var db = database.Open(actor.Tenant);
        var owner = await db.Models.AsNoTracking().Where(row => row.NormalizedName == name).Select(row => new { row.Id, row.Name }).SingleOrDefaultAsync(ct);
        if (owner is null)
        {
            return Refusal.NotFound($"The model {model}");
        }

        var members = db.Members;
        return await db.Versions.AsNoTracking().Where(row => row.ModelId == owner.Id).NewestFirstAsync(
            row => row.RegisteredAt,
            row => row.Id,
            row => new VersionRow(
                row.Id, owner.Name, row.Number, row.Digest, row.Length, row.FileName, row.Description,
                members.Where(member => member.Id == row.RegisteredBy).Select(member => member.Email).First(), row.RegisteredAt,
                row.Aliases.OrderBy(alias => alias.Alias).Select(alias => alias.Alias).ToList()),
            page,
            ct);
    }
}
