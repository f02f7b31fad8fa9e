using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>A version was registered for a retraining request: links it as the answer. One that was ended meanwhile keeps its end.</summary>
internal sealed class AnswerRetraining(AuditTrail trail) : IOutboxHandler
{
    public string Kind => RegisterVersion.Registered;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        if (body["retrainingRequest"]?.GetValue<int>() is not { } number)
        {
            return;
        }

        var (model, version) = (ModelId.From(Guid.Parse(body["modelId"]!.GetValue<string>())), VersionId.From(Guid.Parse(body["versionId"]!.GetValue<string>())));
        await using var unit = await trail.BeginAsync(actor, ct);
        var request = await unit.Db.RetrainingRequests.SingleOrDefaultAsync(row => row.Number == number && row.ModelId == model && row.State == RetrainingState.Open, ct);
        if (request is null)
        {
            return;
        }

        var answer = await (
            from row in unit.Db.Versions
            join owner in unit.Db.Models on row.ModelId equals owner.Id
            where row.Id == version
            select new { row.Number, Model = owner.Name }).SingleAsync(ct);
        (request.State, request.AnsweredBy, request.EndedAt) = (RetrainingState.Answered, version, unit.Now);
        unit.Record("retraining.answered", RetrainingOrder.Subject(request, answer.Model), details: new JsonObject { ["version"] = answer.Number });
        unit.Tell("retraining.answered", new JsonObject { ["number"] = number, ["modelId"] = model.ToString(), ["versionId"] = version.ToString() });
        if (request.IncidentId is { } incident)
        {
            IncidentTimeline.Add(unit, incident, IncidentEventKind.RetrainingAnswered, $"{answer.Model} version {answer.Number} was registered for it.", message, number);
        }

        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"A retraining request was not answered: {refusal.Code}");
        }
    }
}
