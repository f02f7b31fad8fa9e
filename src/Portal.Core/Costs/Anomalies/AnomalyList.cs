using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Anomalies;

/// <param name="Name">What people call what was unusual.</param>
public sealed record AnomalyRow(
    CostAnomalyId Id, CostBasis Basis, AnomalyGroup Group, string Key, string Name, DateOnly FirstDay, DateOnly LastDay, decimal Amount, decimal Expected, string Currency, decimal Score, string Cause,
    AnomalyState State, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset FoundAt, long Revision)
{
    public decimal Excess => Amount - Expected;
}

/// <param name="State">Null for all.</param>
public sealed record AnomalyListRequest(PageRequest Page, AnomalyState? State = null);

/// <param name="Contributors">By each dimension the largest, in its order.</param>
public sealed record AnomalyView(AnomalyRow Anomaly, IReadOnlyList<AnomalyContributor> Contributors);

/// <summary>The tenant's anomalies, the newest first, and where the money of one came from.</summary>
public sealed class AnomalyList(PortalDatabase database)
{
    private const int MostContributors = 5;
    private const int DaysBefore = 28;

    public async Task<Outcome<Page<AnomalyRow>>> ReadAsync(Actor actor, AnomalyListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = db.CostAnomalies.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        var members = db.Members;
        var page = await rows.NewestFirstAsync(
            row => row.FoundAt,
            row => row.Id,
            row => new AnomalyRow(
                row.Id, row.Basis, row.Group, row.Key, row.Key, row.FirstDay, row.LastDay, row.Amount, row.Expected, row.Currency, row.Score, row.Cause, row.State, row.Reason,
                members.Where(member => member.Id == row.DecidedBy).Select(member => member.Name).FirstOrDefault(), row.DecidedAt, row.FoundAt, row.Revision),
            request.Page,
            ct);
        var (teams, models) = (await CostNames.ReadAsync(db, CostDimension.Team, ct), await CostNames.ReadAsync(db, CostDimension.Model, ct));
        return page with { Items = [.. page.Items.Select(row => row with { Name = NameOf(row, teams, models) })] };
    }

    /// <summary>Of its first day, by all dimensions.</summary>
    public async Task<Outcome<AnomalyView>> FindAsync(Actor actor, CostAnomalyId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var members = db.Members;
        if (await db.CostAnomalies.AsNoTracking().Where(row => row.Id == id).Select(row => new AnomalyRow(
                row.Id, row.Basis, row.Group, row.Key, row.Key, row.FirstDay, row.LastDay, row.Amount, row.Expected, row.Currency, row.Score, row.Cause, row.State, row.Reason,
                members.Where(member => member.Id == row.DecidedBy).Select(member => member.Name).FirstOrDefault(), row.DecidedAt, row.FoundAt, row.Revision)).SingleOrDefaultAsync(ct) is not { } found)
        {
            return Refusal.NotFound("This anomaly");
        }

        var names = new Dictionary<CostDimension, IReadOnlyDictionary<string, string>>();
        foreach (var dimension in AnomalyCauses.Dimensions)
        {
            names[dimension] = await CostNames.ReadAsync(db, dimension, ct);
        }

        var query = new CostQuery(found.Basis, CostGrain.Day, found.FirstDay.AddDays(-DaysBefore), found.FirstDay.AddDays(1));
        var conversion = new Conversion(found.Currency, await TenantConversion.RatesAsync(db, found.Currency, ct));
        var costs = ConvertedCosts.Of(await CostCells.ReadAsync(db, query, ct), conversion, CostMeasure.Effective);
        var subject = new AnomalySubject(found.Group, found.Key);
        var moves = AnomalyCauses.Moves(costs.Cells.Where(cell => subject.Covers(cell.Subject)), found.FirstDay);
        return new AnomalyView(
            found with { Name = NameOf(found, names[CostDimension.Team], names[CostDimension.Model]) },
            [.. AnomalyCauses.Dimensions.SelectMany(dimension => AnomalyCauses.By(dimension, moves, found.Excess > 0, names[dimension], MostContributors))]);
    }

    private static string NameOf(AnomalyRow row, IReadOnlyDictionary<string, string> teams, IReadOnlyDictionary<string, string> models) => row.Group switch
    {
        AnomalyGroup.Total => "All costs",
        AnomalyGroup.Team => teams.GetValueOrDefault(row.Key, row.Key),
        AnomalyGroup.Model => models.GetValueOrDefault(row.Key, row.Key),
        _ => row.Key,
    };
}
