using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>Which columns an actor is not to read of what monitors say: the protected ones of all that the watched models were trained and tested on.</summary>
internal sealed class ProtectedColumns
{
    private readonly Dictionary<MonitorId, IReadOnlyCollection<string>>? _hidden;

    private ProtectedColumns(Dictionary<MonitorId, IReadOnlyCollection<string>>? hidden) => _hidden = hidden;

    public static async Task<ProtectedColumns> OfAsync(PortalDbContext db, Actor actor, IEnumerable<MonitorId> monitors, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is null)
        {
            return new(null);
        }

        var ids = monitors.Distinct().ToList();
        var watched = await db.Monitors.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.ModelId }).ToListAsync(ct);
        var names = await NamesAsync(db, watched.Select(row => row.ModelId), ct);
        return new(watched.ToDictionary(row => row.Id, row => names[row.ModelId]));
    }

    /// <summary>The protected columns of models, for what is written for everybody.</summary>
    public static async Task<IReadOnlyDictionary<ModelId, IReadOnlyCollection<string>>> NamesAsync(PortalDbContext db, IEnumerable<ModelId> models, CancellationToken ct)
    {
        var ids = models.Distinct().ToList();
        var data = await db.Versions.AsNoTracking().Where(row => ids.Contains(row.ModelId) && row.TrainingDatasetVersionId != null).Select(row => new { Model = row.ModelId, Data = row.TrainingDatasetVersionId!.Value }).Distinct().ToListAsync(ct);
        data.AddRange(await db.Models.AsNoTracking().Where(row => ids.Contains(row.Id) && row.EvaluationDatasetVersionId != null).Select(row => new { Model = row.Id, Data = row.EvaluationDatasetVersionId!.Value }).ToListAsync(ct));
        var versions = data.Select(row => row.Data).Distinct().ToList();
        var columns = await db.DatasetVersions.AsNoTracking().Where(row => versions.Contains(row.Id)).Select(row => new { row.Id, row.Columns }).ToDictionaryAsync(row => row.Id, row => row.Columns, ct);
        var names = data.ToLookup(row => row.Model, row => columns[row.Data].Where(column => column.Role == ColumnRole.ProtectedAttribute).Select(column => column.Name));
        return ids.ToDictionary(id => id, id => (IReadOnlyCollection<string>)names[id].SelectMany(some => some).ToHashSet(StringComparer.Ordinal));
    }

    public static async Task<IReadOnlyCollection<string>> NamesAsync(PortalDbContext db, ModelId model, CancellationToken ct) => (await NamesAsync(db, [model], ct))[model];

    /// <summary>True when nothing is hidden from the actor.</summary>
    public bool IsEmpty => _hidden is null;

    public IReadOnlyCollection<string> Of(MonitorId monitor) => _hidden?.GetValueOrDefault(monitor) ?? [];

    public string? Hide(MonitorId monitor, MonitorKind kind, string? sentence) => IsEmpty ? sentence : ProtectedWords.Hide(kind, sentence, Of(monitor));

    public IReadOnlyList<Reading> Hide(MonitorId monitor, MonitorKind kind, IReadOnlyList<Reading> readings) => IsEmpty ? readings : ProtectedWords.Hide(kind, readings, Of(monitor));

    public MonitorRunRow Hide(MonitorRunRow row) => row with { Sentence = Hide(row.MonitorId, row.Kind, row.Sentence) };

    public MonitorRow Hide(MonitorRow row) => row with { LastSentence = Hide(row.Id, row.Kind, row.LastSentence) };
}
