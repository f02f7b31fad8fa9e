using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets.Stops;

/// <param name="Team">Names, as usage is sent under them; null where the request has none.</param>
public sealed record AllowanceRequest(string? Team = null, string? Model = null, string? Environment = null);

/// <param name="Team">Who carries the cost: of a model it is the model's team, whatever was asked.</param>
/// <param name="At">The moment that the answer speaks of.</param>
/// <param name="HoldsUntil">Until then it may be used without asking again.</param>
/// <param name="Budgets">All hard stops that cover the request, those that stop first.</param>
/// <param name="Since">When the clock first saw a budget stop.</param>
public sealed record AllowanceView(
    string? Team, string? Model, string? Environment, DateTimeOffset At, DateTimeOffset HoldsUntil, IReadOnlyList<StopStanding> Budgets, IReadOnlyDictionary<BudgetId, DateTimeOffset> Since)
{
    public bool IsAllowed => !Budgets.Any(budget => budget.Stops);
}

/// <summary>Whether one more request may be let through, by the hard stops that would carry its cost: what a gateway asks.</summary>
public sealed class Allowance(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<AllowanceView>> ReadAsync(Actor actor, AllowanceRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.SendUsage, Permission.ManageBudgets) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = database.Open(actor.Tenant);
        var (teamName, modelName, environmentName) = (Normal(request.Team), Normal(request.Model), Normal(request.Environment));
        var model = modelName is null ? null : await db.Models.AsNoTracking().Where(row => row.NormalizedName == modelName).Select(row => new { row.Id, row.Name, row.TeamId }).SingleOrDefaultAsync(ct);
        var environment = environmentName is null ? null : await db.Environments.AsNoTracking().Where(row => row.NormalizedName == environmentName).Select(row => new { row.Id, row.Name }).SingleOrDefaultAsync(ct);
        var asked = teamName is null ? null : await db.Teams.AsNoTracking().Where(row => row.NormalizedName == teamName).Select(row => new { row.Id, row.Name }).SingleOrDefaultAsync(ct);
        if ((Missing("model", modelName, model) ?? Missing("environment", environmentName, environment) ?? Missing("team", teamName, asked)) is { } missing)
        {
            return missing;
        }

        var team = model?.TeamId ?? asked?.Id ?? await SendersTeamAsync(db, actor, ct);
        var subject = new StopSubject(team, model?.Id, environment?.Id);
        var hard = await db.Budgets.AsNoTracking().Where(row => row.HardStop && row.EndedAt == null).ToListAsync(ct);
        var now = KeptInstant.Of(clock.GetUtcNow());
        var standings = await new SpentNow(db, DateOnly.FromDateTime(now.UtcDateTime)).OfAsync([.. hard.Where(budget => StopRules.Covers(budget, subject))], ct);
        return new AllowanceView(
            team is null ? null : await db.Teams.Where(row => row.Id == team).Select(row => row.Name).SingleAsync(ct),
            model?.Name,
            environment?.Name,
            now,
            StopRules.HoldsUntil(now),
            StopRules.InOrder(standings),
            await OpenStops.SinceAsync(db, ct));
    }

    /// <summary>As usage without a model and a team is counted.</summary>
    private static async Task<TeamId?> SendersTeamAsync(PortalDbContext db, Actor actor, CancellationToken ct) =>
        actor.Member is { } member ? await db.Members.Where(row => row.Id == member).Select(row => row.TeamId).SingleOrDefaultAsync(ct) : null;

    private static string? Normal(string? name) => string.IsNullOrWhiteSpace(name) ? null : Names.Normalize(name);

    /// <summary>A name that nobody has is refused and not let through: a typing error must not open what a budget closed.</summary>
    private static Refusal? Missing(string field, string? name, object? found) => name is not null && found is null ? Refusal.Invalid(field, $"There is no {field} of this name.") : null;
}
