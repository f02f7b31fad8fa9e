using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Forecasts;
using Portal.Web.Api;

namespace Portal.Web.Costs.Budgets;

/// <summary>Budgets and forecasts, for programs.</summary>
public static class BudgetsApi
{
    public static void MapBudgetsApi(this RouteGroupBuilder api)
    {
        var budgets = api.MapGroup("/budgets").WithTags("Costs");
        budgets.MapGet("/", ListAsync).WithName("ListBudgets").WithSummary("The budgets, newest first, each with where it stood when it was last looked at")
            .WithDescription("Without ended, those that hold; with ended=true those that have ended. stopsNow says that a hard stop's amount is spent.");
        budgets.MapPost("/", CreateAsync).WithName("CreateBudget").WithSummary("Sets a limit of money for a team, a model, an environment or all");
        budgets.MapGet("/{budget:guid}", FindAsync).WithName("GetBudget").WithSummary("One budget with what is spent and expected now, its alerts and versions");
        budgets.MapPut("/{budget:guid}", EditAsync).WithName("EditBudget").WithSummary("Changes a budget; how it was before stays in its versions");
        budgets.MapPost("/{budget:guid}/end", EndAsync).WithName("EndBudget").WithSummary("Ends a budget");
        var costs = api.MapGroup("/costs").WithTags("Costs");
        costs.MapGet("/allowance", AllowanceApi.AskAsync).WithName("GetAllowance").WithSummary("Whether one more request may be let through, by the budgets with a hard stop")
            .WithDescription("What a gateway asks before it lets a request through: the team, model and environment as its usage is sent. Usage of a second ago counts. The answer holds for max-age seconds; with If-None-Match an answer that did not change is 304.")
            .Produces(StatusCodes.Status304NotModified);
        costs.MapGet("/forecast", ForecastAsync).WithName("GetCostForecast")
            .WithSummary("What the coming days and months cost, with intervals and the measured error of such forecasts");
    }

    private static async Task<Results<Ok<PageAnswer<BudgetItem>>, ProblemHttpResult>> ListAsync(Caller caller, [AsParameters] PageQuery page, BudgetList query, CancellationToken ct, bool? ended = null) =>
        (await query.ReadAsync(caller.Actor, new BudgetListRequest(page.ToRequest(), ended ?? false), ct)).ToOk(rows => rows.ToAnswer(BudgetItem.Of));

    private static async Task<Results<Created<CreatedBudgetResponse>, ProblemHttpResult>> CreateAsync(Caller caller, BudgetBody body, CreateBudget act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CreateBudgetRequest(body.ToDraft(), body.Reason), ct)).ToCreated(id => $"{ApiRoom.Prefix}/budgets/{id}", id => new CreatedBudgetResponse(id.Value));

    private static async Task<Results<Ok<BudgetResponse>, ProblemHttpResult>> FindAsync(Caller caller, Guid budget, BudgetDetail query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, new BudgetId(budget), ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Budget.Revision);
        }

        return found.ToOk(BudgetResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, Guid budget, BudgetBody body, HttpRequest request, EditBudget act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditBudgetRequest(new BudgetId(budget), seen.Value, body.ToDraft(), body.Reason), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, Guid budget, EndBudgetBody body, HttpRequest request, EndBudget act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EndBudgetRequest(new BudgetId(budget), seen.Value, body.Reason), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ForecastResponse>, ProblemHttpResult>> ForecastAsync(Caller caller, [AsParameters] SpendScopeQuery scope, SpendOutlooks query, CancellationToken ct, int months = 3)
    {
        var asked = scope.ToScope();
        return asked.IsOk ? (await query.ReadAsync(caller.Actor, new SpendForecastRequest(asked.Value, months), ct)).ToOk(ForecastResponse.Of) : asked.Refusal.ToProblem();
    }
}
