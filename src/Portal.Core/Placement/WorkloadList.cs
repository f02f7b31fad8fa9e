using Portal.Core.Placement.Comparing;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="Search">A part of the name.</param>
public sealed record WorkloadListRequest(PageRequest Page, string? Search = null);

/// <param name="Today">Where it runs; null when nobody has said.</param>
/// <param name="Best">The best place at today's prices; null when none is possible.</param>
/// <param name="Refused">How many places are not possible.</param>
public sealed record WorkloadRow(
    string Name, string Team, string? Model, string? Today, decimal? TodayMonthly, string? Best, decimal? BestMonthly, string Currency, int Refused, decimal RequestsAMonth, DateTimeOffset CreatedAt)
{
    /// <summary>Null where it is not known, or nothing is to be saved.</summary>
    public decimal? Saving => Best != Today && TodayMonthly - BestMonthly is > 0 and var saving ? saving : null;
}

/// <summary>The tenant's workloads, newest first, each compared at the prices of now.</summary>
public sealed class WorkloadList(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<Page<WorkloadRow>>> ReadAsync(Actor actor, WorkloadListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var book = await PlacementBook.ReadAsync(db, clock.GetUtcNow(), ct);
        var (teams, models) = (db.Teams, db.Models);
        var found = await db.Workloads.AsNoTracking().WhereContains(row => row.Name, request.Search).NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new { Row = row, Team = teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).First(), Model = models.Where(model => model.Id == row.ModelId).Select(model => model.Name).FirstOrDefault() },
            request.Page,
            ct);
        return new Page<WorkloadRow>([.. found.Items.Select(item => Of(book, item.Row, item.Team, item.Model))], found.Next);
    }

    private static WorkloadRow Of(PlacementBook book, Workload row, string team, string? model)
    {
        var facts = book.CaseOf(row.Terms);
        var assessed = facts.Places.Select(place => PlacementComparison.Assess(facts, place)).ToList();
        var (best, today) = (PlacementComparison.Rank(facts, assessed).Select(place => place.Assessment).FirstOrDefault(), book.TodayOf(row));
        return new(
            row.Name, team, model, today, assessed.Find(place => place.Name == today)?.Monthly, best?.Name, best?.Monthly, book.Currency, assessed.Count(place => !place.IsPossible),
            row.Terms.Traffic.RequestsAMonth, row.CreatedAt);
    }
}
