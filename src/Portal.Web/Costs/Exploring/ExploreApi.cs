using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.Exploring;
using Portal.Web.Api;

namespace Portal.Web.Costs.Exploring;

/// <param name="Key">The id or name under the level; null for what is nothing under it.</param>
public sealed record ExploreKeyResponse(string? Key, string Name);

/// <param name="Periods">One for each period; null where a unit cost has no quantity.</param>
/// <param name="Before">In the time that is compared.</param>
public sealed record ExploreRowResponse(ExploreKeyResponse By, ExploreKeyResponse? Then, IReadOnlyList<decimal?> Periods, decimal? Total, decimal? Before)
{
    public static ExploreRowResponse Of(ExploreRow row) => new(new(row.By.Key, row.By.Name), row.Then is { } then ? new(then.Key, then.Name) : null, row.Periods, row.Total, row.Before);
}

/// <param name="Unit">Of every figure.</param>
/// <param name="Periods">The first day of each.</param>
/// <param name="ComparedFrom">The time before that is compared, to <paramref name="ComparedUntil"/>.</param>
/// <param name="ComparedUntil">The first day after it: earlier than the time's own length where that is not over.</param>
/// <param name="Sum">All rows together.</param>
/// <param name="NotConverted">Amounts in currencies without a rate, which are in no figure.</param>
public sealed record ExploreResponse(
    string Unit, IReadOnlyList<DateOnly> Periods, DateOnly ComparedFrom, DateOnly ComparedUntil, IReadOnlyList<ExploreRowResponse> Rows, ExploreRowResponse Sum, IReadOnlyList<MoneyResponse> NotConverted)
{
    public static ExploreResponse Of(ExploreView view) => new(
        ExploreLabels.Unit(view.Request.Measure, view.Unit), [.. view.Periods.Select(period => period.From)], view.Compared.From, view.Compared.Until, [.. view.Rows.Select(ExploreRowResponse.Of)],
        ExploreRowResponse.Of(view.Sum), [.. view.Apart.Select(money => new MoneyResponse(money.Amount, money.Currency))]);
}

/// <summary>What the page shows, for programs and spreadsheets.</summary>
public static class ExploreApi
{
    public const string Csv = ApiRoom.Prefix + "/costs/explore.csv";

    public static void MapExploreApi(this RouteGroupBuilder api)
    {
        var costs = api.MapGroup("/costs").WithTags("Costs");
        costs.MapGet("/explore", ReadAsync).WithName("ExploreCosts").WithSummary("Costs, what was consumed and unit costs by one or two levels, beside the time before");
        costs.MapGet("/explore.csv", CsvAsync).WithName("ExportExploredCosts").WithSummary("The same as a CSV file").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<Results<Ok<ExploreResponse>, ProblemHttpResult>> ReadAsync(Caller caller, [AsParameters] ExploreAddress address, ExploreCosts query, TimeProvider clock, CancellationToken ct)
    {
        var request = address.Read(Today(clock));
        return request.IsOk ? (await query.ReadAsync(caller.Actor, request.Value, ct)).ToOk(ExploreResponse.Of) : request.Refusal.ToProblem();
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(Caller caller, [AsParameters] ExploreAddress address, ExploreCosts query, TimeProvider clock, CancellationToken ct)
    {
        var request = address.Read(Today(clock));
        if (!request.IsOk)
        {
            return request.Refusal.ToProblem();
        }

        var found = await query.ReadAsync(caller.Actor, request.Value, ct);
        var span = request.Value.Span;
        return found.IsOk
            ? TypedResults.File(Encoding.UTF8.GetBytes(ExploreSheet.Csv(found.Value)), "text/csv", $"costs-{ExploreAddress.Text(span.From)}-{ExploreAddress.Text(span.Until)}.csv")
            : found.Refusal.ToProblem();
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
