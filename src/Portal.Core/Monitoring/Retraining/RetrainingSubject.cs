using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>What should be retrained and what is known of why: of an incident, or of a version alone.</summary>
internal sealed record RetrainingSubject(
    Model Model, Version Version, EnvironmentId? Environment, Incident? Incident, DateTimeOffset? WindowFrom, DateTimeOffset? WindowTo, IReadOnlyList<MovedSubject> Moved)
{
    private const int MostMoved = 50;

    public static async Task<RetrainingSubject> OfAsync(PortalDbContext db, Incident incident, CancellationToken ct)
    {
        var findings = await db.Findings.AsNoTracking().Where(row => row.IncidentId == incident.Id).OrderByDescending(row => row.WindowTo).Take(500).ToListAsync(ct);
        var worst = findings.GroupBy(row => (row.Subject, row.Measure)).Select(FindingOrder.Worst)
            .OrderByDescending(row => row.Severity).ThenByDescending(FindingOrder.Beyond).Take(MostMoved);
        return new RetrainingSubject(
            await db.Models.AsNoTracking().SingleAsync(row => row.Id == incident.ModelId, ct),
            await db.Versions.AsNoTracking().SingleAsync(row => row.Id == incident.VersionId, ct),
            incident.EnvironmentId,
            incident,
            findings.Count == 0 ? null : findings.Min(row => row.WindowFrom),
            findings.Count == 0 ? null : findings.Max(row => row.WindowTo),
            [.. worst.Select(row => new MovedSubject(row.Subject, row.Measure, row.Value, row.Limit, row.Sentence))]);
    }

    /// <summary>Null when there is no such model or version.</summary>
    public static async Task<RetrainingSubject?> OfAsync(PortalDbContext db, string model, int number, CancellationToken ct)
    {
        var name = Names.Normalize(model);
        var found = await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        var version = found is null ? null : await db.Versions.AsNoTracking().SingleOrDefaultAsync(row => row.ModelId == found.Id && row.Number == number, ct);
        return version is null ? null : new RetrainingSubject(found!, version, null, null, null, null, []);
    }

    public async Task<RetrainingLineage> LineageAsync(PortalDbContext db, CancellationToken ct)
    {
        var training = await (
            from snapshot in db.DatasetVersions
            join dataset in db.Datasets on snapshot.DatasetId equals dataset.Id
            where snapshot.Id == Version.TrainingDatasetVersionId
            select new { dataset.Name, snapshot.Number, snapshot.Digest }).SingleOrDefaultAsync(ct);
        var evaluation = await db.Evaluations.AsNoTracking()
            .Where(row => row.VersionId == Version.Id && row.State == EvaluationState.Completed && row.RepeatOf == null)
            .OrderByDescending(row => row.EndedAt).Select(row => new { row.Id, row.EvidenceDigest }).FirstOrDefaultAsync(ct);
        return new RetrainingLineage(Version.Number, Version.Digest.Hex, training?.Name, training?.Number, training?.Digest.Hex, evaluation?.Id.Value, evaluation?.EvidenceDigest?.Hex);
    }
}
