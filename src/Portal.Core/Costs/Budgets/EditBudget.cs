using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <param name="Revision">Of the budget as the person saw it.</param>
/// <param name="Reason">Kept in the trail and beside the version.</param>
public sealed record EditBudgetRequest(BudgetId Id, long Revision, BudgetDraft Draft, string Reason);

/// <summary>Changes a budget; how it was before stays in its versions. Another amount or scope counts its alerts anew.</summary>
public sealed class EditBudget(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditBudgetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Budgets.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } budget)
        {
            return BudgetTexts.NotFound;
        }

        if (unit.Refuses(Permission.ManageBudgets) is { } forbidden)
        {
            return await unit.RefuseAsync("budget.edit", BudgetTexts.Subject(budget), forbidden, ct);
        }

        if ((request.Draft.Refuses() ?? Portal.Core.Storage.Texts.RefusesReason(request.Reason) ?? EndBudget.RefusesEnded(budget) ?? (request.Revision != budget.Revision ? Refusal.Stale("This budget") : null)) is { } invalid)
        {
            return invalid;
        }

        var place = await BudgetStaging.FindAsync(unit, request.Draft, budget.OwnerId, ct);
        if (!place.IsOk)
        {
            return place.Refusal;
        }

        var terms = (budget.Scope, budget.Period, budget.Amount, budget.Currency);
        BudgetStaging.Apply(budget, request.Draft, place.Value);
        await BudgetStaging.KeepVersionAsync(unit, budget, request.Reason, ct);
        if (terms != (budget.Scope, budget.Period, budget.Amount, budget.Currency))
        {
            budget.TermsVersion = budget.Versions;
            await LookAnewAsync(unit, budget.Id, ct);
        }

        return await unit.CommitAsync(default(Done), ct);
    }

    /// <summary>What was read before is of another amount, scope or currency: lists say nothing until the clock has looked again.</summary>
    private static async Task LookAnewAsync(UnitOfWork unit, BudgetId id, CancellationToken ct)
    {
        var reading = await unit.Db.BudgetReadings.SingleAsync(row => row.BudgetId == id, ct);
        (reading.MeasuredAt, reading.Seen, reading.Period, reading.Spent, reading.LeftOut) = (null, "", null, 0, "");
        (reading.Expected, reading.Low80, reading.High80, reading.Chance) = (null, null, null, null);
    }
}
