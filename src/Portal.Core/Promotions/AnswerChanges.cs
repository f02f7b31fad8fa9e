using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Number">Of the promotion: 12 for P-12.</param>
/// <param name="Answer">What was changed, for those who asked for it; becomes the request's note.</param>
/// <param name="Version">Another version of the same model; null keeps the one that was asked for.</param>
public sealed record AnswerChangesRequest(int Number, string Answer, int? Version = null);

/// <param name="Changed">What is another thing than before.</param>
/// <param name="Restarted">The names of the stages that start again.</param>
public sealed record AnsweredChanges(PromotionState State, IReadOnlyList<RequestPart> Changed, IReadOnlyList<string> Restarted);

/// <summary>
/// Answers changes that were asked for: with another version, a new evaluation, or an explanation. Evidence is gathered anew under the
/// policy that the promotion was asked under; only the stages that the change touches start again.
/// </summary>
public sealed class AnswerChanges(AuditTrail trail, PromotionEvidence evidence)
{
    private const string Act = "promotion.answer";

    public async Task<Outcome<AnsweredChanges>> RunAsync(Actor actor, AnswerChangesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if ((await PromotionFacts.FindAsync(unit.Db, request.Number, ct))?.At(unit.Now) is not { } facts)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        var (promotion, frozen) = (facts.Promotion, facts.Frozen);
        var subject = PromotionTexts.Subject(promotion);
        if ((PromotionRules.RefusesAnswer(facts.Standing, unit.Actor) ?? unit.Refuses(Permission.RequestPromotion)) is { } refusal)
        {
            return await unit.RefuseAsync(Act, subject, refusal, ct);
        }

        if (PromotionTexts.RefusesReason(request.Answer) is { } invalid)
        {
            return invalid;
        }

        var found = await evidence.CandidateAsync(unit.Db, frozen.Model.Name, request.Version ?? frozen.Evidence.Candidate.Number, frozen.Environment.Name, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var gathered = await evidence.GatherAgainAsync(unit.Db, found.Value, promotion, frozen, unit.Now, ct);
        if (gathered.Refusal is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        var answer = request.Answer.Trim();
        var plan = AnswerPlan.Of(facts, found.Value, gathered, note: answer != promotion.Note);
        var answered = Apply(unit, facts, found.Value, plan, answer);
        string[] lapsed = [.. plan.Lapsed];
        await FollowUpStaging.CloseAsync(unit, promotion.Id, "The request was changed; the exception does not hold for it.", lapsed, ct);
        await unit.Db.GateExceptions.Where(row => row.PromotionId == promotion.Id && lapsed.Contains(row.GateId)).ExecuteDeleteAsync(ct);
        Tell(unit, promotion, frozen, answered);
        return await unit.CommitAsync(answered, ct);
    }

    private static AnsweredChanges Apply(UnitOfWork unit, PromotionFacts before, PromotionCandidate candidate, AnswerPlan plan, string answer)
    {
        var promotion = before.Promotion;
        promotion.State = plan.State;
        promotion.VersionId = candidate.Version.Id;
        promotion.Note = answer;
        (promotion.Evidence, promotion.EvidenceDigest) = plan.After.Freeze();
        if (plan.After.Policy.Rules.Terms.ExpiresAfterDays is { } days)
        {
            promotion.ExpiresAt = unit.Now.AddDays(days);
        }

        // Deadlines begin anew: nobody could decide while the requester worked.
        before.Move(unit, plan.Stages);
        if (promotion.State == PromotionState.Waiting)
        {
            before.Move(unit, StageRules.Open(plan.Stages));
        }

        return new AnsweredChanges(promotion.State, plan.Changed, plan.Restarted);
    }

    private static void Tell(UnitOfWork unit, Promotion promotion, FrozenEvidence before, AnsweredChanges answered)
    {
        unit.Record("promotion.answered", PromotionTexts.Subject(promotion), promotion.Note, new JsonObject
        {
            ["changed"] = new JsonArray([.. answered.Changed.Select(part => (JsonNode)part.ToString())]),
            ["restarted"] = new JsonArray([.. answered.Restarted.Select(name => (JsonNode)name)]),
            ["versionBefore"] = before.Evidence.Candidate.Number,
            ["evidence"] = promotion.EvidenceDigest.Hex,
            ["state"] = promotion.State.ToString(),
        });
        unit.Tell("promotion.resubmitted", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["state"] = promotion.State.ToString() });
    }
}
