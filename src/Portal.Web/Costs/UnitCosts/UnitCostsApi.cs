using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.UnitCosts;
using Portal.Web.Api;

namespace Portal.Web.Costs.UnitCosts;

/// <param name="Metric">What is counted: "loans decided".</param>
/// <param name="Model">A name; at most one of model and team, none for the whole organisation.</param>
/// <param name="Key">The sender's own; without it, one outcome of a metric, day, model, team and workflow.</param>
public sealed record OutcomeBody(string Metric, DateOnly Day, decimal Value, string? Model = null, string? Team = null, string? Workflow = null, string? Key = null);

/// <param name="Known">It was reported before with the same value, and counts once.</param>
public sealed record OutcomeResponse(Guid Id, string Key, bool Known);

/// <param name="Change">The parts below add up to it exactly.</param>
/// <param name="Other">The change of what is not counted in the unit.</param>
public sealed record DriversResponse(CostUnit Unit, decimal Before, decimal After, decimal Change, decimal Volume, decimal Mix, decimal Price, decimal Other, IReadOnlyList<PriceMove> Prices);

public sealed record UnitCostsResponse(
    string Currency, IReadOnlyList<UnitCostPeriod> Periods, DriversResponse Drivers, IReadOnlyList<UnitCostLine> Models, IReadOnlyList<UnitCostLine> Skus, IReadOnlyList<OutcomeCost> Outcomes,
    IReadOnlyList<MoneyResponse> NotConverted)
{
    public static UnitCostsResponse Of(UnitCostView view) => new(
        view.Currency, view.Periods,
        new(view.DrivenBy, view.Drivers.Before, view.Drivers.After, view.Drivers.Change, view.Drivers.Volume, view.Drivers.Mix, view.Drivers.Price, view.Drivers.Other, view.Drivers.Prices),
        view.Models, view.Skus, view.Outcomes, [.. view.Apart.Select(money => new MoneyResponse(money.Amount, money.Currency))]);
}

/// <summary>Unit costs, and the outcomes that they are held against, for programs.</summary>
public static class UnitCostsApi
{
    public static void MapUnitCostsApi(this RouteGroupBuilder api)
    {
        api.MapGroup("/costs").WithTags("Costs").MapGet("/units", ReadAsync).WithName("GetUnitCosts")
            .WithSummary("What a request, a prediction, a token, a GPU-hour and an outcome cost, and why that changed")
            .WithDescription("period is month or week; drivenBy is millionTokens, request or gpuHour; to is the first day of the period whose change is explained.");
        api.MapPost("/outcomes", ReportAsync).WithTags("Costs").WithName("ReportOutcome").WithSummary("Reports what came of AI on a day; the same outcome counts once");
    }

    private static async Task<Results<Ok<UnitCostsResponse>, ProblemHttpResult>> ReadAsync(
        Caller caller, [AsParameters] SpendScopeQuery scope, UnitCostTrend query, CancellationToken ct, string? period = null, string? drivenBy = null, DateOnly? to = null)
    {
        var (asked, length, unit) = (scope.ToScope(), QueryWords.Parse<UnitPeriod>("period", period), QueryWords.Parse<CostUnit>("drivenBy", drivenBy));
        return (asked.Refusal ?? length.Refusal ?? unit.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new UnitCostRequest(asked.Value, length.Value ?? UnitPeriod.Month, unit.Value ?? CostUnit.MillionTokens, to), ct)).ToOk(UnitCostsResponse.Of);
    }

    private static async Task<Results<Ok<OutcomeResponse>, ProblemHttpResult>> ReportAsync(Caller caller, OutcomeBody body, ReportBusinessOutcome act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ReportBusinessOutcomeRequest(body.Metric, body.Day, body.Value, body.Model, body.Team, body.Workflow, body.Key), ct))
            .ToOk(taken => new OutcomeResponse(taken.Id.Value, taken.Key, taken.Known));
}
