using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <summary>What a draft names, found.</summary>
internal sealed record BudgetPlace(TeamId? Team, ModelId? Model, EnvironmentId? Environment, MemberId Owner);

/// <summary>What making and changing a budget share.</summary>
internal static class BudgetStaging
{
    public static async Task<Outcome<BudgetPlace>> FindAsync(UnitOfWork unit, BudgetDraft draft, MemberId? otherwise, CancellationToken ct)
    {
        var (team, model, environment) = (Normal(draft.Team), Normal(draft.Model), Normal(draft.Environment));
        var teamId = team is null ? null : await unit.Db.Teams.Where(row => row.NormalizedName == team).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct);
        var modelId = model is null ? null : await unit.Db.Models.Where(row => row.NormalizedName == model).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct);
        var environmentId = environment is null ? null : await unit.Db.Environments.Where(row => row.NormalizedName == environment).Select(row => (EnvironmentId?)row.Id).SingleOrDefaultAsync(ct);
        if ((Missing(team, teamId, "team") ?? Missing(model, modelId, "model") ?? Missing(environment, environmentId, "environment")) is { } missing)
        {
            return missing;
        }

        var email = Normal(draft.Owner);
        var owner = email is null ? otherwise : await unit.Db.Members.Where(row => row.NormalizedEmail == email && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct);
        return owner is { } found ? new BudgetPlace(teamId, modelId, environmentId, found) : Refusal.Invalid("owner", "Nobody here who can sign in has this e-mail address.");
    }

    public static async Task KeepVersionAsync(UnitOfWork unit, Budget budget, string reason, CancellationToken ct)
    {
        budget.Versions++;
        var sentence = BudgetTexts.Sentence(budget, await WhereAsync(unit.Db, budget, ct));
        unit.Db.BudgetVersions.Add(new BudgetVersion
        {
            TenantId = budget.TenantId,
            BudgetId = budget.Id,
            Number = budget.Versions,
            Amount = budget.Amount,
            Currency = budget.Currency,
            Sentence = sentence,
            Reason = reason.Trim(),
            ChangedBy = unit.Actor.Member!.Value,
            ChangedAt = unit.Now,
        });
        unit.Record(budget.Versions == 1 ? "budget.created" : "budget.edited", BudgetTexts.Subject(budget), reason.Trim(), BudgetTexts.Details(budget, sentence));
    }

    public static void Apply(Budget budget, BudgetDraft draft, BudgetPlace place)
    {
        (budget.Name, budget.NormalizedName) = (draft.Name.Trim(), Names.Normalize(draft.Name));
        (budget.TeamId, budget.ModelId, budget.EnvironmentId, budget.OwnerId) = (place.Team, place.Model, place.Environment, place.Owner);
        (budget.Period, budget.Amount, budget.Currency, budget.Basis, budget.Measure) = (draft.Period, draft.Amount, draft.Currency, draft.Basis, draft.Measure);
        (budget.Thresholds, budget.TellsForecast, budget.Roles) = (draft.OwnThresholds, draft.TellsForecast, [.. (draft.Roles ?? []).Distinct().Order()]);
        (budget.HardStop, budget.Notes) = (draft.HardStop, draft.Notes.Trim());
    }

    private static async Task<string> WhereAsync(PortalDbContext db, Budget budget, CancellationToken ct) => BudgetTexts.Where(
        await db.Teams.Where(row => row.Id == budget.TeamId).Select(row => row.Name).SingleOrDefaultAsync(ct),
        await db.Models.Where(row => row.Id == budget.ModelId).Select(row => row.Name).SingleOrDefaultAsync(ct),
        await db.Environments.Where(row => row.Id == budget.EnvironmentId).Select(row => row.Name).SingleOrDefaultAsync(ct));

    private static string? Normal(string? name) => string.IsNullOrWhiteSpace(name) ? null : Names.Normalize(name);

    private static Refusal? Missing<TId>(string? name, TId? found, string field)
        where TId : struct => name is not null && found is null ? Refusal.Invalid(field, $"There is no {field} of this name.") : null;
}
