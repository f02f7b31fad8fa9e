using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>For which model and where accelerators worked, by the names that readings say; null for what is not known.</summary>
internal sealed class UsagePlaces
{
    private readonly Dictionary<string, ModelId> _models;
    private readonly Dictionary<string, EnvironmentId> _environments;

    private UsagePlaces(Dictionary<string, ModelId> models, Dictionary<string, EnvironmentId> environments) => (_models, _environments) = (models, environments);

    public static async Task<UsagePlaces> FindAsync(PortalDbContext db, IReadOnlyList<AcceleratorReading> readings, CancellationToken ct)
    {
        var models = Named(readings.Select(reading => reading.PortalModel));
        var environments = Named(readings.Select(reading => reading.Environment));
        return new(
            models.Count == 0 ? [] : await db.Models.Where(row => models.Contains(row.NormalizedName)).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct),
            environments.Count == 0 ? [] : await db.Environments.Where(row => environments.Contains(row.NormalizedName)).ToDictionaryAsync(row => row.NormalizedName, row => row.Id, ct));
    }

    public (ModelId? Model, EnvironmentId? Environment) Of(AcceleratorReading reading) => (Find(_models, reading.PortalModel), Find(_environments, reading.Environment));

    private static List<string> Named(IEnumerable<string?> names) => [.. names.OfType<string>().Select(Names.Normalize).Distinct(StringComparer.Ordinal)];

    private static T? Find<T>(Dictionary<string, T> rows, string? name)
        where T : struct => name is not null && rows.TryGetValue(Names.Normalize(name), out var row) ? row : null;
}
