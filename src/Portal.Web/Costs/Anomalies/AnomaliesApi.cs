using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Api;

namespace Portal.Web.Costs.Anomalies;

/// <param name="Expected">What the days before let expect, over all of its days.</param>
/// <param name="Score">The modified z of its most unusual day; above 3.5 is unusual.</param>
public sealed record AnomalyItem(
    Guid Id, CostBasis Basis, AnomalyGroup Group, string Name, DateOnly FirstDay, DateOnly LastDay, decimal Amount, decimal Expected, string Currency, decimal Score, string Cause, AnomalyState State,
    string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset FoundAt)
{
    public static AnomalyItem Of(AnomalyRow row) => new(
        row.Id.Value, row.Basis, row.Group, row.Name, row.FirstDay, row.LastDay, row.Amount, row.Expected, row.Currency, row.Score, row.Cause, row.State, row.Reason, row.DecidedBy, row.DecidedAt, row.FoundAt);
}

/// <param name="Usual">The mean of the same weekday of the four weeks before.</param>
public sealed record ContributorItem(CostDimension Dimension, string? Key, string Name, decimal Amount, decimal Usual, decimal Change);

/// <param name="Contributors">Of its first day, by each dimension the largest.</param>
public sealed record AnomalyResponse(AnomalyItem Anomaly, IReadOnlyList<ContributorItem> Contributors)
{
    public static AnomalyResponse Of(AnomalyView view) => new(
        AnomalyItem.Of(view.Anomaly), [.. view.Contributors.Select(one => new ContributorItem(one.Dimension, one.Key, one.Name, one.Amount, one.Usual, one.Change))]);
}

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record DecideOnAnomalyBody(AnomalyState State, string Reason);

/// <summary>Anomalies of costs, for programs.</summary>
public static class AnomaliesApi
{
    public static void MapAnomaliesApi(this RouteGroupBuilder api)
    {
        var anomalies = api.MapGroup("/costs/anomalies").WithTags("Costs");
        anomalies.MapGet("/", ListAsync).WithName("ListCostAnomalies").WithSummary("Days on which something cost other than expected, the newest first");
        anomalies.MapGet("/{anomaly:guid}", FindAsync).WithName("GetCostAnomaly").WithSummary("One anomaly with its largest contributors");
        anomalies.MapPut("/{anomaly:guid}/state", DecideAsync).WithName("DecideOnCostAnomaly").WithSummary("Says that it is expected, resolved, or open again");
    }

    private static async Task<Results<Ok<PageAnswer<AnomalyItem>>, ProblemHttpResult>> ListAsync(Caller caller, [AsParameters] PageQuery page, AnomalyList query, CancellationToken ct, string? state = null)
    {
        var wanted = QueryWords.Parse<AnomalyState>("state", state);
        return wanted.IsOk ? (await query.ReadAsync(caller.Actor, new AnomalyListRequest(page.ToRequest(), wanted.Value), ct)).ToOk(rows => rows.ToAnswer(AnomalyItem.Of)) : wanted.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AnomalyResponse>, ProblemHttpResult>> FindAsync(Caller caller, Guid anomaly, AnomalyList query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, new CostAnomalyId(anomaly), ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Anomaly.Revision);
        }

        return found.ToOk(AnomalyResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(Caller caller, Guid anomaly, DecideOnAnomalyBody body, HttpRequest request, DecideOnAnomaly act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new DecideOnAnomalyRequest(new CostAnomalyId(anomaly), seen.Value, body.State, body.Reason), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }
}
