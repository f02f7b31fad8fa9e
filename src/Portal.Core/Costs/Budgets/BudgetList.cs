using System.Linq.Expressions;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <param name="Reading">Where it stood when the clock last looked; without an instant it was not looked at yet.</param>
/// <param name="StoppedSince">Since when its hard stop asks that nothing more is let through; null where it does not.</param>
public sealed record BudgetRow(
    BudgetId Id, string Name, string? Team, string? Model, string? Environment, BudgetPeriod Period, decimal Amount, string Currency, CostBasis Basis, CostMeasure Measure, IReadOnlyList<int> Thresholds,
    bool TellsForecast, string Owner, string OwnerEmail, IReadOnlyList<Role> Roles, bool HardStop, string Notes, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, long Revision, BudgetReading Reading, DateTimeOffset? StoppedSince)
{
    public string Where => BudgetTexts.Where(Team, Model, Environment);

    public BudgetVerdict Verdict => Reading.MeasuredAt is null ? BudgetVerdict.Unknown : BudgetRules.Verdict(Amount, Reading.Spent, Reading.Chance);

    public bool StopsNow => StoppedSince is not null;
}

/// <param name="Ended">True for those that have ended, false for those that hold, null for all.</param>
public sealed record BudgetListRequest(PageRequest Page, bool? Ended = false);

/// <summary>The tenant's budgets, the newest first, each with where it stood when it was last looked at.</summary>
public sealed class BudgetList(PortalDatabase database)
{
    public async Task<Outcome<Page<BudgetRow>>> ReadAsync(Actor actor, BudgetListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = db.Budgets.AsNoTracking();
        rows = request.Ended switch { true => rows.Where(row => row.EndedAt != null), false => rows.Where(row => row.EndedAt == null), null => rows };
        return await rows.NewestFirstAsync(row => row.CreatedAt, row => row.Id, Row(db), request.Page, ct);
    }

    internal static Expression<Func<Budget, BudgetRow>> Row(PortalDbContext db)
    {
        var (teams, models, environments, members, readings, stops) = (db.Teams, db.Models, db.Environments, db.Members, db.BudgetReadings, db.BudgetStops);
        return row => new BudgetRow(
            row.Id,
            row.Name,
            teams.Where(one => one.Id == row.TeamId).Select(one => one.Name).FirstOrDefault(),
            models.Where(one => one.Id == row.ModelId).Select(one => one.Name).FirstOrDefault(),
            environments.Where(one => one.Id == row.EnvironmentId).Select(one => one.Name).FirstOrDefault(),
            row.Period,
            row.Amount,
            row.Currency,
            row.Basis,
            row.Measure,
            row.Thresholds,
            row.TellsForecast,
            members.Where(one => one.Id == row.OwnerId).Select(one => one.Name).First(),
            members.Where(one => one.Id == row.OwnerId).Select(one => one.Email).First(),
            row.Roles,
            row.HardStop,
            row.Notes,
            row.CreatedAt,
            row.EndedAt,
            row.Revision,
            readings.Where(one => one.BudgetId == row.Id).First(),
            stops.Where(one => one.BudgetId == row.Id && one.EndedAt == null).Select(one => (DateTimeOffset?)one.BeganAt).FirstOrDefault());
    }
}
