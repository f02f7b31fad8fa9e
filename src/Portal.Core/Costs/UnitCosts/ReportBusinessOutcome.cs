using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.UnitCosts;

/// <param name="Key">The sender's own; null for one outcome of a metric, day, model, team and workflow.</param>
/// <param name="Model">Its name; at most one of model and team, none for the whole organisation.</param>
public sealed record ReportBusinessOutcomeRequest(string Metric, DateOnly Day, decimal Value, string? Model = null, string? Team = null, string? Workflow = null, string? Key = null);

/// <param name="Known">Whether it was reported before, with the same value.</param>
public sealed record ReportedBusinessOutcome(BusinessOutcomeId Id, string Key, bool Known);

/// <summary>Takes what came of AI on a day. The same outcome may be sent again; another value under the same key is refused.</summary>
public sealed class ReportBusinessOutcome(AuditTrail trail)
{
    public async Task<Outcome<ReportedBusinessOutcome>> RunAsync(Actor actor, ReportBusinessOutcomeRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.SendUsage) is { } forbidden)
        {
            return await unit.RefuseAsync("outcome.report", new AuditSubject("outcome", Texts.Fit(request.Metric, Names.Longest), Texts.Fit(request.Metric, Names.Longest)), forbidden, ct);
        }

        if (Refuses(request, unit) is { } invalid)
        {
            return invalid;
        }

        var (model, team) = (Normal(request.Model), Normal(request.Team));
        var modelId = model is null ? null : await unit.Db.Models.Where(row => row.NormalizedName == model).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct);
        var teamId = team is null ? null : await unit.Db.Teams.Where(row => row.NormalizedName == team).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct);
        if ((model is not null && modelId is null) || (team is not null && teamId is null))
        {
            return Refusal.Invalid(modelId is null && model is not null ? "model" : "team", "There is none of this name.");
        }

        var made = Make(unit, request, modelId, teamId);
        if (await unit.Db.BusinessOutcomes.AsNoTracking().SingleOrDefaultAsync(row => row.Key == made.Key, ct) is { } earlier)
        {
            return Same(earlier, made)
                ? new ReportedBusinessOutcome(earlier.Id, earlier.Key, Known: true)
                : new Refusal(RefusalKind.Conflict, "outcome.differs", $"Under the key {made.Key} another outcome was reported, and an outcome is a fact.", "Leave it away, or report the difference under a key of its own.");
        }

        unit.Db.BusinessOutcomes.Add(made);
        unit.Record("outcome.reported", new AuditSubject("outcome", made.Id.ToString(), made.Metric), details: new JsonObject
        {
            ["key"] = made.Key,
            ["day"] = made.Day.ToString("O", CultureInfo.InvariantCulture),
            ["value"] = made.Value.ToString(CultureInfo.InvariantCulture),
        });
        return await unit.CommitAsync(new ReportedBusinessOutcome(made.Id, made.Key, Known: false), ct);
    }

    private static BusinessOutcome Make(UnitOfWork unit, ReportBusinessOutcomeRequest request, ModelId? model, TeamId? team)
    {
        var (metric, workflow) = (request.Metric.Trim(), request.Workflow?.Trim() ?? "");
        var key = request.Key?.Trim() ?? Digest.Of(CanonicalJson.Write(new JsonObject
        {
            ["metric"] = metric,
            ["day"] = request.Day.ToString("O", CultureInfo.InvariantCulture),
            ["model"] = model?.ToString(),
            ["team"] = team?.ToString(),
            ["workflow"] = workflow,
        })).Hex;
        return new()
        {
            TenantId = unit.Actor.Tenant,
            Id = BusinessOutcomeId.New(),
            Key = key,
            Metric = metric,
            Day = request.Day,
            Value = request.Value,
            ModelId = model,
            TeamId = team,
            Workflow = workflow,
            ReportedBy = unit.Actor.Member!.Value,
            ReportedAt = unit.Now,
        };
    }

    private static bool Same(BusinessOutcome left, BusinessOutcome right) =>
        (left.Metric, left.Day, left.Value, left.ModelId, left.TeamId, left.Workflow) == (right.Metric, right.Day, right.Value, right.ModelId, right.TeamId, right.Workflow);

    private static string? Normal(string? name) => string.IsNullOrWhiteSpace(name) ? null : Names.Normalize(name);

    private static Refusal? Refuses(ReportBusinessOutcomeRequest request, UnitOfWork unit) =>
        Names.RefusesText("metric", request.Metric)
        ?? (request.Workflow is null ? null : Names.RefusesText("workflow", request.Workflow))
        ?? (request.Key is null ? null : Names.RefusesText("key", request.Key, BusinessOutcome.LongestKey))
        ?? (request.Value < 0 || !Amounts.CanBeKept(request.Value) ? Refusal.Invalid("value", "An outcome is counted: 0 or more, with at most 15 decimals.") : null)
        ?? (request.Model is not null && request.Team is not null ? Refusal.Invalid("team", "Name a model or a team, not both: the costs of one of them stand against the outcome.") : null)
        ?? (request.Day > DateOnly.FromDateTime(unit.Now.UtcDateTime).AddDays(1) ? Refusal.Invalid("day", "This day is still to come.") : null)
        ?? (unit.Actor.Member is null ? new Refusal(RefusalKind.Forbidden, "outcome.person", "Outcomes are reported by a member or a service account.") : null);
}
