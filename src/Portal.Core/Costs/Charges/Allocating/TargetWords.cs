using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>The names of teams, models and environments by their ids.</summary>
public sealed record TargetWords(IReadOnlyDictionary<TeamId, string> Teams, IReadOnlyDictionary<ModelId, string> Models, IReadOnlyDictionary<EnvironmentId, string> Environments)
{
    public TargetNames Of(AllocationTarget target) => Of(target.Team, target.Model, target.Environment);

    public TargetNames Of(TeamId? team, ModelId? model, EnvironmentId? environment) => new(
        team is { } known ? Teams.GetValueOrDefault(known) : null,
        model is { } one ? Models.GetValueOrDefault(one) : null,
        environment is { } place ? Environments.GetValueOrDefault(place) : null);

    public static async Task<TargetWords> ReadAsync(PortalDbContext db, CancellationToken ct) => new(
        await db.Teams.Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct),
        await db.Models.Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct),
        await db.Environments.Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, ct));
}
