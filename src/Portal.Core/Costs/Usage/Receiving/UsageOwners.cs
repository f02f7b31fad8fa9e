using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>To whom a usage belongs; all null for unallocated.</summary>
internal readonly record struct UsageOwner(TeamId? Team, ModelId? Model, int? Version, EnvironmentId? Environment);

/// <summary>
/// Says whose a usage is: the model that it names, else the one that its provider's model stands for; the environment that it names; the
/// team of the model, else the one that it names, else that of its source, else that of who sent it.
/// </summary>
internal sealed class UsageOwners
{
    private readonly Dictionary<string, (ModelId Id, TeamId Team)> _models;
    private readonly Dictionary<string, EnvironmentId> _environments;
    private readonly Dictionary<string, TeamId> _teams;
    private readonly AliasTable _aliases;
    private readonly TeamId? _sendersTeam;

    private UsageOwners(Dictionary<string, (ModelId, TeamId)> models, Dictionary<string, EnvironmentId> environments, Dictionary<string, TeamId> teams, AliasTable aliases, TeamId? sendersTeam) =>
        (_models, _environments, _teams, _aliases, _sendersTeam) = (models, environments, teams, aliases, sendersTeam);

    public static async Task<UsageOwners> FindAsync(PortalDbContext db, Actor actor, IReadOnlyList<ReportedUsage> reports, AliasTable aliases, CancellationToken ct)
    {
        var models = Named(reports.Select(report => report.PortalModel ?? aliases.ModelOf(report)));
        var environments = Named(reports.Select(report => report.Environment));
        var teams = Named(reports.Select(report => report.Team));
        return new UsageOwners(
            models.Count == 0 ? [] : await db.Models.Where(row => models.Contains(row.NormalizedName)).ToDictionaryAsync(row => row.NormalizedName, row => (row.Id, row.TeamId), ct),
            environments.Count == 0 ? [] : await db.Environments.Where(row => environments.Contains(row.NormalizedName)).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct),
            teams.Count == 0 ? [] : await db.Teams.Where(row => teams.Contains(row.NormalizedName)).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct),
            aliases,
            actor.Member is { } member ? await db.Members.Where(row => row.Id == member).Select(row => row.TeamId).SingleOrDefaultAsync(ct) : null);
    }

    public UsageOwner Of(ReportedUsage report, UsageSource source)
    {
        var model = Find(_models, report.PortalModel) ?? Find(_models, _aliases.ModelOf(report));
        return new UsageOwner(
            model?.Team ?? Find(_teams, report.Team) ?? source.TeamId ?? _sendersTeam,
            model?.Id,
            model is null ? null : report.PortalVersion,
            Find(_environments, report.Environment));
    }

    private static List<string> Named(IEnumerable<string?> names) => [.. names.OfType<string>().Select(Names.Normalize).Distinct(StringComparer.Ordinal)];

    private static T? Find<T>(Dictionary<string, T> rows, string? name)
        where T : struct => name is not null && rows.TryGetValue(Names.Normalize(name), out var row) ? row : null;
}
