using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Reason">Why; kept in the trail.</param>
public sealed record RetireUseCaseRequest(int Number, string Reason);

/// <summary>Ends a use case. Its models stay with it, and what is live stays live: a policy that asks for an approved use case refuses from here on.</summary>
public sealed class RetireUseCase(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RetireUseCaseRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ProposeUseCase, Permission.SitOnBoard) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.retire", found.Subject, forbidden, ct);
        }

        if ((UseCaseRules.Refuses(UseCaseAct.Retire, request.Number, found.Case.State) ?? Texts.RefusesReason(request.Reason)) is { } refusal)
        {
            return refusal;
        }

        var former = found.Case.State;
        (found.Case.State, found.Case.RetiredBy, found.Case.RetiredAt, found.Case.RetiredBecause) = (UseCaseState.Retired, unit.Actor.Member, unit.Now, request.Reason.Trim());
        unit.Record("use-case.retired", found.Subject, request.Reason.Trim(), new JsonObject { ["former"] = former.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
