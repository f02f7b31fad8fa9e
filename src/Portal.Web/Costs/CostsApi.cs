using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Costs;

/// <summary>Costs as sums, exchange rates and the tenant's currency, for programs.</summary>
public static class CostsApi
{
    public static void MapCostsApi(this RouteGroupBuilder api)
    {
        var costs = api.MapGroup("/costs").WithTags("Costs");
        costs.MapGet("/summary", SummaryAsync).WithName("GetCostSummary").WithSummary("Costs by a dimension and month or day, in the tenant's currency");
        costs.MapGet("/summary.csv", CsvAsync).WithName("ExportCostSummary").WithSummary("The same as a CSV file").Produces(StatusCodes.Status200OK, contentType: "text/csv");
        costs.MapGet("/settings", SettingsAsync).WithName("GetCostSettings").WithSummary("The currency in which totals are shown");
        costs.MapPut("/settings", EditSettingsAsync).WithName("EditCostSettings").WithSummary("Sets the currency in which totals are shown");
        costs.MapGet("/exchange-rates", RatesAsync).WithName("ListExchangeRates").WithSummary("The dated rates of exchange, newest first");
        costs.MapPost("/exchange-rates", EnterRateAsync).WithName("EnterExchangeRate").WithSummary("Enters a rate; one of the same day and pair is replaced");
        costs.MapDelete("/exchange-rates/{id:guid}", RemoveRateAsync).WithName("RemoveExchangeRate").WithSummary("Takes a rate away");
    }

    /// <summary>The months of the overview as a file.</summary>
    public static string CsvUrl(CostOverviewRequest request)
    {
        var query = new QueryBuilder
        {
            { "from", Text(request.Month.AddMonths(1 - CostOverview.MonthsShown)) },
            { "until", Text(request.Month.AddMonths(1)) },
            { "grain", nameof(CostGrain.Month) },
            { "by", request.By.ToString() },
            { "measure", request.Measure.ToString() },
            { "basis", request.Basis.ToString() },
        };
        if (request.Team is { } team)
        {
            query.Add("team", team.ToString());
        }

        return $"{ApiRoom.Prefix}/costs/summary.csv{query}";
    }

    private static async Task<Results<Ok<CostSummaryResponse>, ProblemHttpResult>> SummaryAsync(Caller caller, [AsParameters] CostSummaryQuery query, CostBreakdown costs, CancellationToken ct)
    {
        var request = query.ToRequest();
        return request.IsOk ? (await costs.ReadAsync(caller.Actor, request.Value, ct)).ToOk(CostSummaryResponse.Of) : request.Refusal.ToProblem();
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(Caller caller, [AsParameters] CostSummaryQuery query, CostBreakdown costs, CancellationToken ct)
    {
        var request = query.ToRequest();
        if (!request.IsOk)
        {
            return request.Refusal.ToProblem();
        }

        var found = await costs.ReadAsync(caller.Actor, request.Value, ct);
        return found.IsOk
            ? TypedResults.File(Encoding.UTF8.GetBytes(CostCsv.Write(found.Value, request.Value.Query.Grain)), "text/csv", $"costs-{Text(request.Value.Query.From)}-{Text(request.Value.Query.Until)}.csv")
            : found.Refusal.ToProblem();
    }

    private static async Task<Ok<CostSettingsResponse>> SettingsAsync(Caller caller, CostSettingsDetail query, HttpResponse response, CancellationToken ct)
    {
        var settings = await query.FindAsync(caller.Actor, ct);
        response.SetRevision(settings.Revision);
        return TypedResults.Ok(new CostSettingsResponse(settings.Currency));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditSettingsAsync(Caller caller, CostSettingsBody body, HttpRequest request, EditCostSettings act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new(seen.Value, body.Currency, body.Reason), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Ok<IReadOnlyList<ExchangeRateResponse>>> RatesAsync(Caller caller, ExchangeRateList query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<ExchangeRateResponse>>([.. (await query.ReadAsync(caller.Actor, ct)).Select(row => new ExchangeRateResponse(row.Id.Value, row.Date, row.From, row.To, row.Rate, row.Source))]);

    private static async Task<Results<Created<CreatedRateResponse>, ProblemHttpResult>> EnterRateAsync(Caller caller, ExchangeRateBody body, EnterExchangeRate act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new(body.Date, body.From, body.To, body.Rate, body.Source), ct))
            .ToCreated(id => $"{ApiRoom.Prefix}/costs/exchange-rates/{id}", id => new CreatedRateResponse(id.Value));

    /// <param name="reason">Kept in the audit trail.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveRateAsync(Caller caller, Guid id, string reason, RemoveExchangeRate act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ExchangeRateId(id), reason, ct)).ToNoContent();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
