using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets.Stops;

/// <param name="Revision">Of the budget that was looked at: a change since then is looked at again.</param>
/// <param name="Standing">Null where the budget asks for no stop any more.</param>
public sealed record RecordStopRequest(BudgetId Id, long Revision, StopStanding? Standing);

/// <summary>Keeps that a budget began or ceased to stop, and has people told, once each. Run again, it does nothing.</summary>
public sealed class RecordStop(AuditTrail trail)
{
    /// <returns>Whether it began or ceased.</returns>
    public async Task<Outcome<bool>> RunAsync(Actor actor, RecordStopRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } budget || budget.Revision != request.Revision)
        {
            return false;
        }

        if (unit.Actor is not { IsSystem: true, Origin: ActorOrigin.Job })
        {
            return await unit.RefuseAsync("budget.stop", BudgetTexts.Subject(budget), new(RefusalKind.Forbidden, "budget.clock", "Only the portal's own clock tells of budgets."), ct);
        }

        var open = await unit.Db.BudgetStops.SingleOrDefaultAsync(row => row.BudgetId == budget.Id && row.EndedAt == null, ct);
        var stops = budget is { HardStop: true, EndedAt: null } && request.Standing is { Stops: true };
        if (stops == open is not null)
        {
            return false;
        }

        if (open is null)
        {
            var number = 1 + await unit.Db.BudgetStops.CountAsync(row => row.BudgetId == budget.Id, ct);
            unit.Db.BudgetStops.Add(Begun(unit, budget, request.Standing!, number));
        }
        else
        {
            (open.EndedAt, open.Why) = (unit.Now, StopRules.WhyOver(open, budget, request.Standing));
        }

        Tell(unit, budget, request.Standing, open);
        return await unit.CommitAsync(true, ct);
    }

    private static BudgetStop Begun(UnitOfWork unit, Budget budget, StopStanding standing, int number) => new()
    {
        TenantId = budget.TenantId,
        BudgetId = budget.Id,
        Number = number,
        Period = standing.From,
        TermsVersion = budget.TermsVersion,
        BeganAt = unit.Now,
        Spent = Amounts.Keep(standing.Spent),
        Amount = budget.Amount,
        Currency = budget.Currency,
    };

    private static void Tell(UnitOfWork unit, Budget budget, StopStanding? standing, BudgetStop? over)
    {
        var body = BudgetTexts.Message(budget, standing?.From ?? over!.Period, over is null ? "stop" : "stop-over", standing?.Spent ?? over!.Spent, null, hardStop: over is null);
        if (over is not null)
        {
            body["why"] = over.Why;
        }

        unit.Record(over is null ? "budget.stop-began" : "budget.stop-ended", BudgetTexts.Subject(budget), details: body.DeepClone().AsObject());
        unit.Tell("budget.threshold", body);
    }
}
