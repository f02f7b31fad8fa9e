using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>What teams, models and environments of a tenant are called.</summary>
internal sealed class OwnerNames
{
    private readonly Dictionary<ModelId, string> _models;
    private readonly Dictionary<EnvironmentId, (string Name, EnvironmentPurpose Purpose)> _places;

    private readonly Dictionary<TeamId, string> _teams;

    private OwnerNames(Dictionary<TeamId, string> teams, Dictionary<ModelId, string> models, Dictionary<EnvironmentId, (string, EnvironmentPurpose)> places) => (_teams, _models, _places) = (teams, models, places);

    public static async Task<OwnerNames> ReadAsync(PortalDbContext db, CancellationToken ct) =>
        new(
            await db.Teams.ToDictionaryAsync(row => row.Id, row => row.Name, ct), await db.Models.ToDictionaryAsync(row => row.Id, row => row.Name, ct), await db.Environments.ToDictionaryAsync(row => row.Id, row => (row.Name, row.Purpose), ct));

    public SavingOwner Of(TeamId? team, ModelId? model, EnvironmentId? place) => new(
        team, model, model is { } named ? _models.GetValueOrDefault(named) : null, place, place is { } known ? _places.GetValueOrDefault(known).Name : null) { TeamName = team is { } owner ? _teams.GetValueOrDefault(owner) : null };

    /// <summary>It is known, and no production: nobody outside waits for it.</summary>
    public bool CanWait(EnvironmentId? place) => place is { } known && _places.TryGetValue(known, out var found) && found.Purpose != EnvironmentPurpose.Production;
}
