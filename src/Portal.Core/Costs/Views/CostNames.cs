using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Views;

/// <summary>What teams, models and environments are called, by the keys under which costs are told apart.</summary>
internal static class CostNames
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(PortalDbContext db, CostDimension dimension, CancellationToken ct) => dimension switch
    {
        CostDimension.Team => await db.Teams.AsNoTracking().ToDictionaryAsync(row => row.Id.ToString(), row => row.Name, StringComparer.Ordinal, ct),
        CostDimension.Model => await db.Models.AsNoTracking().Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id.ToString(), row => row.Name, StringComparer.Ordinal, ct),
        CostDimension.Environment => await db.Environments.AsNoTracking().Select(row => new { row.Id, row.Name }).ToDictionaryAsync(row => row.Id.ToString(), row => row.Name, StringComparer.Ordinal, ct),
        _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
