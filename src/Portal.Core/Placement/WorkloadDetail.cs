using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Deployments;
using Portal.Core.Placement.Comparing;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using CostBasis = Portal.Core.Costs.Sums.CostBasis;

namespace Portal.Core.Placement;

/// <summary>A comparison that was kept, as a list shows it.</summary>
public sealed record KeptRow(
    int Number, DateTimeOffset At, ComparisonCause Cause, string? KeptBy, string? Best, decimal? BestMonthly, string? Today, decimal? TodayMonthly, string Currency, string Digest,
    decimal? OwnedMonthly, decimal? RentedMonthly, decimal? OwnedMonths, IReadOnlyList<string> Recommendation)
{
    /// <summary>Owning cost no more than renting.</summary>
    public bool IsCrossed => OwnedMonthly <= RentedMonthly;
}

public sealed record RecommendationRow(
    int Number, string Workload, string From, string To, decimal? SavingAYear, string Currency, DateTimeOffset OpenedAt, RecommendationState State, string? AssignedTo, DateOnly? DueOn, string? Reason, long Revision);

/// <param name="Spent">What was billed for the model in the last whole month, else metered, in the comparison's currency; null without charges, or without a model.</param>
/// <param name="May">Null when the asking member may change it.</param>
/// <param name="Kept">The newest first.</param>
public sealed record WorkloadView(
    WorkloadId Id, string Name, string Team, string? Model, int? UseCase, string? Today, int Edition, PlacementCase Case, WorkloadMeasures? Measured, Money? Spent, IReadOnlyList<string> LiveIn,
    IReadOnlyList<KeptRow> Kept, IReadOnlyList<RecommendationRow> Recommendations, Refusal? May, DateTimeOffset CreatedAt, long Revision);

/// <summary>One workload with the case that places are compared by, and what was kept of it.</summary>
public sealed class WorkloadDetail(PortalDatabase database, MeasuredWorkload measured, TimeProvider clock)
{
    private const int MostKept = 60;

    public async Task<Outcome<WorkloadView>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        if (await db.Workloads.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == normalized, ct) is not { } row)
        {
            return FoundWorkload.NotFound(name);
        }

        var book = await PlacementBook.ReadAsync(db, clock.GetUtcNow(), ct);
        var (environments, model) = (db.Environments, row.ModelId);
        return new WorkloadView(
            row.Id, row.Name, await db.Teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).SingleAsync(ct),
            await db.Models.Where(one => one.Id == model).Select(one => one.Name).SingleOrDefaultAsync(ct), await db.UseCases.Where(one => one.Id == row.UseCaseId).Select(one => (int?)one.Number).SingleOrDefaultAsync(ct),
            book.TodayOf(row), row.Edition, book.CaseOf(row.Terms), model is { } watched ? await measured.FindAsync(actor, db, watched, ct) : null, await SpentAsync(db, row, book, ct),
            await db.LiveDeployments.Where(live => live.ModelId == model).SelectMany(live => environments.Where(place => place.Id == live.EnvironmentId).Select(place => place.Name)).Order().ToListAsync(ct),
            await KeptAsync(db, row.Id, ct), await RecommendationsAsync(db, row.Id, ct), RoleRules.Refuses(actor, Permission.ManagePlacements), row.CreatedAt, row.Revision);
    }

    private static async Task<List<KeptRow>> KeptAsync(PortalDbContext db, WorkloadId workload, CancellationToken ct)
    {
        var members = db.Members;
        var rows = await db.KeptComparisons.AsNoTracking().Where(row => row.WorkloadId == workload).OrderByDescending(row => row.Number).Take(MostKept)
            .Select(row => new
            {
                row.Number, row.At, row.Cause, By = members.Where(member => member.Id == row.KeptBy).Select(member => member.Name).FirstOrDefault(), row.Best, row.BestMonthly, row.Today, row.TodayMonthly, row.Currency,
                row.CaseDigest, row.OwnedMonthly, row.RentedMonthly, row.OwnedMonths, row.Recommendation,
            }).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new KeptRow(
                row.Number, row.At, row.Cause, row.By, row.Best, row.BestMonthly, row.Today, row.TodayMonthly, row.Currency, row.CaseDigest.Hex, row.OwnedMonthly, row.RentedMonthly, row.OwnedMonths, row.Recommendation)),
        ];
    }

    private static async Task<List<RecommendationRow>> RecommendationsAsync(PortalDbContext db, WorkloadId workload, CancellationToken ct)
    {
        var (members, workloads) = (db.Members, db.Workloads);
        return await db.PlacementRecommendations.AsNoTracking().Where(row => row.WorkloadId == workload).OrderByDescending(row => row.Number).Take(MostKept)
            .Select(row => new RecommendationRow(
                row.Number, workloads.Where(one => one.Id == row.WorkloadId).Select(one => one.Name).First(), row.From, row.To, row.SavingAYear, row.Currency, row.OpenedAt, row.State,
                members.Where(member => member.Id == row.AssignedTo).Select(member => member.Name).FirstOrDefault(), row.DueOn, row.Reason, row.Revision)).ToListAsync(ct);
    }

    private static async Task<Money?> SpentAsync(PortalDbContext db, Workload row, PlacementBook book, CancellationToken ct)
    {
        if (row.ModelId is not { } model)
        {
            return null;
        }

        var until = new DateOnly(book.Day.Year, book.Day.Month, 1);
        var (from, conversion) = (until.AddMonths(-1), new Conversion(book.Currency, await RatesAsync(db, book.Currency, ct)));
        foreach (var basis in new[] { CostBasis.Billed, CostBasis.Metered })
        {
            var cells = await CostCells.ReadAsync(db, new CostQuery(basis, CostGrain.Month, from, until, Model: model), ct);
            var converted = cells.Select(cell => conversion.Convert(new Money(cell.Amounts.Effective, cell.Subject.Currency), from)).ToList();
            if (converted.Count > 0 && converted.TrueForAll(money => money.IsOk))
            {
                return converted.Aggregate(Money.Zero(book.Currency), (sum, money) => sum + money.Value);
            }
        }

        return null;
    }

    private static async Task<List<DatedRate>> RatesAsync(PortalDbContext db, string currency, CancellationToken ct) =>
        await db.ExchangeRates.AsNoTracking().Where(row => row.From == currency || row.To == currency).Select(row => new DatedRate(row.Date, row.From, row.To, row.Rate)).ToListAsync(ct);
}
