using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <param name="Reason">Kept in the trail and beside the first version.</param>
public sealed record CreateBudgetRequest(BudgetDraft Draft, string Reason);

/// <summary>Sets a limit of money.</summary>
public sealed class CreateBudget(AuditTrail trail)
{
    public async Task<Outcome<BudgetId>> RunAsync(Actor actor, CreateBudgetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = BudgetId.New();
        if ((unit.Refuses(Permission.ManageBudgets) ?? RefusesPortal(unit.Actor)) is { } forbidden)
        {
            return await unit.RefuseAsync("budget.create", new AuditSubject("budget", id.ToString(), request.Draft.Name), forbidden, ct);
        }

        if ((request.Draft.Refuses() ?? Portal.Core.Storage.Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var place = await BudgetStaging.FindAsync(unit, request.Draft, unit.Actor.Member, ct);
        if (!place.IsOk)
        {
            return place.Refusal;
        }

        var budget = new Budget
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Name = "",
            NormalizedName = "",
            Currency = "",
            Thresholds = [],
            Roles = [],
            OwnerId = place.Value.Owner,
            CreatedAt = unit.Now,
            TermsVersion = 1,
        };
        BudgetStaging.Apply(budget, request.Draft, place.Value);
        unit.Db.Budgets.Add(budget);
        unit.Db.BudgetReadings.Add(new BudgetReading { TenantId = budget.TenantId, BudgetId = id });
        await BudgetStaging.KeepVersionAsync(unit, budget, request.Reason, ct);
        return await unit.CommitAsync(id, ct);
    }

    private static Refusal? RefusesPortal(Actor actor) =>
        actor.IsSystem ? new(RefusalKind.Forbidden, "budget.person", "A person sets a budget, never the portal itself.") : null;
}
