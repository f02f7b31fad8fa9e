using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Storage;
using Portal.Web.Api;

namespace Portal.Web.Costs.Budgets;

/// <param name="Allowed">Whether this budget lets one more request through.</param>
/// <param name="Left">In the budget's currency; below 0 where more is spent than the amount.</param>
/// <param name="RenewsAt">When its next period begins.</param>
/// <param name="StoppedSince">When the portal first noticed that it stops; null while it does not, or for less than a minute.</param>
/// <param name="NotCounted">Amounts in currencies without a rate.</param>
public sealed record AllowanceBudget(
    Guid Id, string Name, bool Allowed, decimal Amount, decimal Spent, decimal Left, string Currency, BudgetPeriod Period, DateTimeOffset RenewsAt, DateTimeOffset? StoppedSince, IReadOnlyList<MoneyResponse> NotCounted)
{
    public static AllowanceBudget Of(StopStanding one, DateTimeOffset? since) => new(
        one.Id.Value, one.Name, !one.Stops, one.Amount, one.Spent, one.Left, one.Currency, one.Period, new DateTimeOffset(one.Until, TimeOnly.MinValue, TimeSpan.Zero), one.Stops ? since : null,
        [.. one.Apart.Select(money => new MoneyResponse(money.Amount, money.Currency))]);
}

/// <param name="Reason">In a sentence, fit to be passed on to whoever is refused.</param>
/// <param name="StoppedBy">The name of the budget that stops it longest; null where it is allowed.</param>
/// <param name="Team">Who would carry the cost: of a model always the model's team.</param>
/// <param name="HoldsUntil">Until then the answer may be used without asking again.</param>
/// <param name="Budgets">All hard stops that cover the request.</param>
public sealed record AllowanceResponse(
    bool Allowed, string Reason, string? StoppedBy, string? Team, string? Model, string? Environment, DateTimeOffset At, DateTimeOffset HoldsUntil, IReadOnlyList<AllowanceBudget> Budgets)
{
    public static AllowanceResponse Of(AllowanceView view) => new(
        view.IsAllowed, BudgetLabels.Reason(view), view.IsAllowed ? null : view.Budgets[0].Name, view.Team, view.Model, view.Environment, view.At, view.HoldsUntil,
        [.. view.Budgets.Select(one => AllowanceBudget.Of(one, view.Since.TryGetValue(one.Id, out var since) ? since : null))]);
}

/// <summary>The door that gateways ask: cheap, and the same answer is told by its ETag.</summary>
internal static class AllowanceApi
{
    public static async Task<Results<Ok<AllowanceResponse>, StatusCodeHttpResult, ProblemHttpResult>> AskAsync(
        Caller caller, Allowance query, HttpRequest request, HttpResponse response, CancellationToken ct, string? team = null, string? model = null, string? environment = null)
    {
        var found = await query.ReadAsync(caller.Actor, new AllowanceRequest(team, model, environment), ct);
        if (!found.IsOk)
        {
            return found.Refusal.ToProblem();
        }

        var (view, tag) = (found.Value, TagOf(found.Value));
        response.Headers.ETag = tag;
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(int)(view.HoldsUntil - view.At).TotalSeconds}");
        return request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(AllowanceResponse.Of(view));
    }

    /// <summary>Of what was decided and by which money, not of when.</summary>
    private static string TagOf(AllowanceView view)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{view.Team}\n{view.Model}\n{view.Environment}");
        foreach (var budget in view.Budgets)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{budget.Id} {budget.Name} {budget.Amount} {budget.Spent} {budget.Currency} {budget.Until:O} {view.Since.ContainsKey(budget.Id)}");
        }

        return $"\"{Digest.Of(Encoding.UTF8.GetBytes(text.ToString())).Hex}\"";
    }
}
