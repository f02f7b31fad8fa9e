using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <param name="Revision">Of the budget as the person saw it.</param>
public sealed record EndBudgetRequest(BudgetId Id, long Revision, string Reason);

/// <summary>Ends a budget: nobody is told of it any more, and what it said stays to be read.</summary>
public sealed class EndBudget(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EndBudgetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Budgets.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } budget)
        {
            return BudgetTexts.NotFound;
        }

        if (unit.Refuses(Permission.ManageBudgets) is { } forbidden)
        {
            return await unit.RefuseAsync("budget.end", BudgetTexts.Subject(budget), forbidden, ct);
        }

        if ((Portal.Core.Storage.Texts.RefusesReason(request.Reason) ?? RefusesEnded(budget) ?? (request.Revision != budget.Revision ? Refusal.Stale("This budget") : null)) is { } invalid)
        {
            return invalid;
        }

        (budget.EndedAt, budget.EndedBy) = (unit.Now, unit.Actor.Member);
        unit.Record("budget.ended", BudgetTexts.Subject(budget), request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }

    internal static Refusal? RefusesEnded(Budget budget) =>
        budget.EndedAt is null ? null : new(RefusalKind.Conflict, "budget.ended", $"{budget.Name} has ended.", "Make a new budget.");
}
