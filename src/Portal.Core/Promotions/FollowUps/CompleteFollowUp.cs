using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <param name="Outcome">What was found or done.</param>
public sealed record CompleteFollowUpRequest(int Number, string Outcome);

/// <summary>Says that what was let go has been put right, or looked at and found good.</summary>
public sealed class CompleteFollowUp(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, CompleteFollowUpRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.FollowUps.SingleOrDefaultAsync(row => row.Number == request.Number, ct) is not { } followUp)
        {
            return Refusal.NotFound($"The follow-up F-{request.Number}");
        }

        var subject = FollowUpStaging.Subject(followUp);
        if (FollowUpRules.RefusesCompletion(followUp, unit.Actor) is { } refusal)
        {
            return await unit.RefuseAsync("follow-up.complete", subject, refusal, ct);
        }

        if (Texts.RefusesReason(request.Outcome) is { } invalid)
        {
            return invalid;
        }

        FollowUpStaging.Complete(unit, followUp, request.Outcome.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
