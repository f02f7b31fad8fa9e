using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Reason">Why; kept in the trail.</param>
public sealed record WithdrawUseCaseRequest(int Number, string Reason);

/// <summary>Takes a use case back from the board: it is a draft again, and the votes that were cast stay with the session that ended.</summary>
public sealed class WithdrawUseCase(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WithdrawUseCaseRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ProposeUseCase) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.withdraw", found.Subject, forbidden, ct);
        }

        if (found.Session is not { } session)
        {
            return UseCaseRules.Refuses(UseCaseAct.Withdraw, request.Number, found.Case.State)!;
        }

        if (BoardRules.RefusesWithdrawal(FoundUseCase.StandingOf(found.Case, session), unit.Actor) is { } refusal)
        {
            return await unit.RefuseAsync("use-case.withdraw", found.Subject, refusal, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        (session.Outcome, session.ClosedAt) = (SessionOutcome.Withdrawn, unit.Now);
        found.Case.State = UseCaseRules.After(SessionOutcome.Withdrawn);
        unit.Record("use-case.withdrawn", found.Subject, request.Reason.Trim(), new JsonObject { ["session"] = session.Number, ["votes"] = session.Votes.Count });
        return await unit.CommitAsync(default(Done), ct);
    }
}
