using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Evaluations;

/// <summary>In the trail everything about an evaluation is about its version, with the evaluation's id among the details: so a version's history shows it.</summary>
internal static class EvaluationSubject
{
    public static async Task<AuditSubject> FindAsync(PortalDbContext db, VersionId version, CancellationToken ct)
    {
        var row = await (
            from found in db.Versions
            join model in db.Models on found.ModelId equals model.Id
            where found.Id == version
            select new { model.Name, found.Number }).SingleAsync(ct);
        return new AuditSubject("version", version.ToString(), $"{row.Name} version {row.Number}");
    }
}
