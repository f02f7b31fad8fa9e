using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Placement;

/// <summary>What the fields of a workload name, found in the tenant.</summary>
internal sealed record WorkloadReferences(TeamId Team, ModelId? Model, UseCaseId? UseCase, PlacementOptionId? Today)
{
    public static async Task<Outcome<WorkloadReferences>> FindAsync(PortalDbContext db, WorkloadDraft draft, CancellationToken ct)
    {
        var (team, model, today) = (Names.Normalize(draft.Team), Names.Normalize(draft.Model ?? ""), Names.Normalize(draft.Today ?? ""));
        var teamId = await db.Teams.Where(row => row.NormalizedName == team).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct);
        var modelId = await db.Models.Where(row => row.NormalizedName == model).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct);
        var useCaseId = await db.UseCases.Where(row => row.Number == draft.UseCase).Select(row => (UseCaseId?)row.Id).SingleOrDefaultAsync(ct);
        var optionId = await db.PlacementOptions.Where(row => row.NormalizedName == today && row.RetiredAt == null).Select(row => (PlacementOptionId?)row.Id).SingleOrDefaultAsync(ct);
        return teamId is not { } owner ? Refusal.Invalid("team", $"There is no team called {draft.Team}.")
            : modelId is null && model.Length > 0 ? Refusal.Invalid("model", $"There is no model called {draft.Model}.")
            : useCaseId is null && draft.UseCase is not null ? Refusal.Invalid("useCase", $"There is no use case U-{draft.UseCase}.")
            : optionId is null && today.Length > 0 ? Refusal.Invalid("today", $"The catalogue has no place called {draft.Today}.")
            : new WorkloadReferences(owner, modelId, useCaseId, optionId);
    }
}

/// <summary>How the room's things are named and told in the trail.</summary>
internal static class FoundWorkload
{
    public static AuditSubject SubjectOf(WorkloadId id, string name) => new("workload", id.ToString(), name);

    public static AuditSubject SubjectOf(PlacementOptionId id, string name) => new("placement-option", id.ToString(), name);

    public static Refusal NotFound(string name) => Refusal.NotFound($"The workload {name}");

    public static Refusal OptionNotFound(string name) => Refusal.NotFound($"The place {name}");

    public static async Task<Workload?> FindAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return await db.Workloads.SingleOrDefaultAsync(row => row.NormalizedName == normalized, ct);
    }

    public static async Task<PlacementOption?> FindOptionAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return await db.PlacementOptions.SingleOrDefaultAsync(row => row.NormalizedName == normalized && row.RetiredAt == null, ct);
    }

    public static JsonObject Describe(Workload row) => new()
    {
        ["name"] = row.Name,
        ["team"] = row.TeamId.ToString(),
        ["model"] = row.ModelId?.ToString(),
        ["useCase"] = row.UseCaseId?.ToString(),
        ["today"] = row.TodayId?.ToString(),
        ["edition"] = row.Edition,
        ["terms"] = Exact(row.Terms),
    };

    public static JsonObject Describe(PlacementOption row) => new() { ["name"] = row.Name, ["terms"] = Exact(row.Terms) };

    /// <summary>Amounts are texts in what is hashed: a double has no hundredths.</summary>
    public static JsonNode? Exact<T>(T value) => Exact(JsonSerializer.SerializeToNode(value, JsonText.Options));

    private static JsonNode? Exact(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Exact(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Exact)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.ToJsonString()),
        _ => node?.DeepClone(),
    };
}
