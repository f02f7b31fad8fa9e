using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>Makes a retraining request in a unit of work, a person's and the portal's alike: the same rules, the same row, the same message.</summary>
internal static class RetrainingOrder
{
    public static async Task<Outcome<RetrainingRequest>> StageAsync(UnitOfWork unit, RetrainingSubject subject, string reason, RetrainingOptions options, CancellationToken ct)
    {
        var (db, model) = (unit.Db, subject.Model);
        var open = await db.RetrainingRequests.Where(row => row.VersionId == subject.Version.Id && row.State == RetrainingState.Open).Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
        var last = await db.RetrainingRequests.Where(row => row.ModelId == model.Id).OrderByDescending(row => row.RequestedAt).Select(row => (DateTimeOffset?)row.RequestedAt).FirstOrDefaultAsync(ct);
        if ((RetrainingRules.RefusesSecond(open, model.Name, subject.Version.Number)
            ?? RetrainingRules.RefusesStorm(last, unit.Now, TimeSpan.FromHours(options.CoolDownHours), model.Name, unit.Actor.IsSystem)) is { } refusal)
        {
            return refusal;
        }

        var request = new RetrainingRequest
        {
            TenantId = unit.Actor.Tenant,
            Id = RetrainingRequestId.New(),
            Number = 1 + (await db.RetrainingRequests.MaxAsync(row => (int?)row.Number, ct) ?? 0),
            ModelId = model.Id,
            VersionId = subject.Version.Id,
            EnvironmentId = subject.Environment,
            IncidentId = subject.Incident?.Id,
            Reason = Texts.Fit(reason, Texts.LongestReason),
            RequestedBy = unit.Actor.Member,
            RequestedAt = unit.Now,
            WindowFrom = subject.WindowFrom,
            WindowTo = subject.WindowTo,
            Moved = subject.Moved,
            Lineage = await subject.LineageAsync(db, ct),
        };
        db.RetrainingRequests.Add(request);
        unit.Record("retraining.requested", Subject(request, model.Name), request.Reason, new JsonObject
        {
            ["model"] = model.Name,
            ["version"] = subject.Version.Number,
            ["incident"] = subject.Incident?.Number,
            ["moved"] = subject.Moved.Count,
        });
        unit.Tell("retraining.requested", Body(request, subject, await ProtectedColumns.NamesAsync(db, model.Id, ct)));
        return request;
    }

    public static AuditSubject Subject(RetrainingRequest request, string model) => new("retraining", request.Id.ToString(), $"{RetrainingRules.Name(request.Number)} for {model}");

    /// <summary>All that a pipeline needs to begin: the window, what moved in it, and what the live version was made from. What moved among protected columns it asks for with a token that may.</summary>
    private static JsonObject Body(RetrainingRequest request, RetrainingSubject subject, IReadOnlyCollection<string> columns) => new()
    {
        ["retrainingRequestId"] = request.Id.ToString(),
        ["number"] = request.Number,
        ["modelId"] = request.ModelId.ToString(),
        ["versionId"] = request.VersionId.ToString(),
        ["environmentId"] = request.EnvironmentId?.ToString(),
        ["incident"] = subject.Incident?.Number,
        ["reason"] = request.Reason,
        ["windowFrom"] = request.WindowFrom is { } from ? AuditChain.Instant(from) : null,
        ["windowTo"] = request.WindowTo is { } to ? AuditChain.Instant(to) : null,
        ["moved"] = JsonSerializer.SerializeToNode(ProtectedMoves.Hide(request.Moved, columns), JsonText.Options),
        ["lineage"] = JsonSerializer.SerializeToNode(request.Lineage, JsonText.Options),
    };
}
