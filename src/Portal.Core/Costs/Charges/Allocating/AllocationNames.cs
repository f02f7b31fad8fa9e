using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>What the values of tags can name, by their normalised names, and which team a model is of.</summary>
public sealed record AllocationNames(
    IReadOnlyDictionary<string, TeamId> Teams, IReadOnlyDictionary<string, ModelId> Models, IReadOnlyDictionary<string, EnvironmentId> Environments, IReadOnlyDictionary<ModelId, TeamId> TeamOf)
{
    public AllocationTarget? Find(TagMeaning meaning, string value)
    {
        var name = Names.Normalize(value);
        return meaning switch
        {
            TagMeaning.Team => Teams.TryGetValue(name, out var team) ? new(Team: team) : null,
            TagMeaning.Model => Models.TryGetValue(name, out var model) ? new(Model: model) : null,
            TagMeaning.Environment => Environments.TryGetValue(name, out var environment) ? new(Environment: environment) : null,
        };
    }

    internal static async Task<AllocationNames> ReadAsync(PortalDbContext db, CancellationToken ct)
    {
        var models = await db.Models.Select(row => new { row.NormalizedName, row.Id, row.TeamId }).ToListAsync(ct);
        return new(
            await db.Teams.Select(row => new { row.NormalizedName, row.Id }).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct),
            models.ToDictionary(row => row.NormalizedName, row => row.Id),
            await db.Environments.Select(row => new { row.NormalizedName, row.Id }).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct),
            models.ToDictionary(row => row.Id, row => row.TeamId));
    }
}
