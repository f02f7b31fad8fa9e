using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

/// <summary>What somebody does with a saving.</summary>
public enum SavingAct
{
    Accept,
    Dismiss,

    /// <summary>Says that it was put into effect.</summary>
    Finish,
}

/// <param name="Revision">Of the saving as the person saw it.</param>
/// <param name="Reason">Needed to dismiss.</param>
/// <param name="AssignTo">The e-mail address of whoever puts it into effect; null for the deciding member.</param>
/// <param name="DueOn">By when; needed to accept.</param>
public sealed record DecideSavingRequest(int Number, long Revision, SavingAct Act, string Reason = "", string? AssignTo = null, DateOnly? DueOn = null);

/// <summary>Accepts a saving with somebody who does it and a day, dismisses it with a reason, or says that it was done.</summary>
public sealed class DecideSaving(AuditTrail trail)
{
    private const int LongestShown = 100;

    public async Task<Outcome<SavingState>> RunAsync(Actor actor, DecideSavingRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.FoundSavings.SingleOrDefaultAsync(row => row.Number == request.Number, ct) is not { } found)
        {
            return Refusal.NotFound($"The saving S-{request.Number}");
        }

        var subject = new AuditSubject("saving", found.Id.ToString(), $"S-{found.Number}");
        if (unit.Refuses(Permission.DecideSavings) is { } forbidden)
        {
            return await unit.RefuseAsync("saving.decide", subject, forbidden, ct);
        }

        if (SavingRules.Refuses(request, found.State, found.Revision, DateOnly.FromDateTime(unit.Now.UtcDateTime)) is { } refusal)
        {
            return refusal;
        }

        var assigned = unit.Actor.Member;
        if (request is { Act: SavingAct.Accept, AssignTo: { Length: > 0 } email } && Names.Normalize(email) is var name
            && (assigned = await unit.Db.Members.Where(row => row.NormalizedEmail == name && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct)) is null)
        {
            return Refusal.Invalid("assignTo", $"Nobody here has the address {Texts.Fit(email, LongestShown)}.");
        }

        Apply(unit, found, request, assigned);
        unit.Record("saving." + found.State.InWords(), subject, request.Reason.Trim().Length > 0 ? request.Reason : null, new JsonObject
        {
            ["number"] = found.Number, ["title"] = found.Title, ["monthly"] = found.Monthly.ToString(CultureInfo.InvariantCulture), ["currency"] = found.Currency,
            ["assignedTo"] = found.AssignedTo?.ToString(), ["dueOn"] = found.DueOn?.ToString("O", CultureInfo.InvariantCulture),
        });
        return await unit.CommitAsync(found.State, ct);
    }

    private static void Apply(UnitOfWork unit, FoundSaving found, DecideSavingRequest request, MemberId? assigned)
    {
        switch (request.Act)
        {
            case SavingAct.Accept:
                (found.State, found.AssignedTo, found.DueOn) = (SavingState.Accepted, assigned, request.DueOn);
                break;
            case SavingAct.Dismiss:
                (found.State, found.AssignedTo, found.DueOn) = (SavingState.Dismissed, null, null);
                break;
            default:
                (found.State, found.DoneAt) = (SavingState.Done, unit.Now);
                return;
        }

        (found.DecidedBy, found.DecidedAt, found.Reason) = (unit.Actor.Member, unit.Now, request.Reason.Trim());
    }
}

/// <summary>Which act follows which state. Pure.</summary>
public static class SavingRules
{
    public static Refusal? Refuses(DecideSavingRequest request, SavingState state, long revision, DateOnly today) =>
        Choices.Refuses("act", request.Act)
        ?? (request.Revision != revision ? Refusal.Stale("This saving") : null)
        ?? Refuses(request.Act, request.Number, state)
        ?? (request.Act == SavingAct.Dismiss ? Texts.RefusesReason(request.Reason) : Texts.Refuses("reason", request.Reason, Texts.LongestReason))
        ?? (request.Act != SavingAct.Accept ? null
            : request.DueOn is not { } due ? Refusal.Invalid("dueOn", "Say by which day it is put into effect.")
            : due < today ? Refusal.Invalid("dueOn", "The day is over already.")
            : null);

    /// <summary>Null when the act may be done in this state.</summary>
    public static Refusal? Refuses(SavingAct act, int number, SavingState state)
    {
        var possible = act switch
        {
            SavingAct.Accept => state is SavingState.Open or SavingState.Dismissed,
            SavingAct.Dismiss => state is SavingState.Open or SavingState.Accepted,
            _ => state == SavingState.Accepted,
        };
        return possible ? null : new Refusal(RefusalKind.Conflict, "saving.state", $"S-{number} is {state.InWords()}.", act == SavingAct.Finish ? "Accept it first." : null);
    }
}
