using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>One stage of the policy, as an answer would leave it.</summary>
/// <param name="StartsAgain">False where what was approved stays approved, or nothing was said yet.</param>
public sealed record AnsweredStage(string Name, StageState Before, bool StartsAgain);

/// <summary>What an answer to asked changes would do.</summary>
/// <param name="State">Where the promotion would stand.</param>
/// <param name="Lapsed">Titles of gates whose exceptions would not hold any more.</param>
/// <param name="Refusal">Why it would be refused; null when it would not.</param>
public sealed record AnswerPreview(
    int Version, PromotionState State, IReadOnlyList<RequestPart> Changed, IReadOnlyList<AnsweredStage> Stages, IReadOnlyList<GateVerdict> Verdicts, IReadOnlyList<string> Lapsed, Refusal? Refusal);

/// <summary>Asks what an answer would do, by the rules that the answer itself follows. Changes nothing.</summary>
public sealed class AnswerPreviews(PortalDatabase database, PromotionEvidence evidence, TimeProvider clock)
{
    /// <param name="version">Another version of the same model; null for the one that was asked for.</param>
    public async Task<Outcome<AnswerPreview>> FindAsync(Actor actor, int number, int? version, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if ((await PromotionFacts.FindAsync(db, number, ct))?.At(clock.GetUtcNow()) is not { } facts)
        {
            return PromotionTexts.NotFound(number);
        }

        if (PromotionRules.RefusesAnswer(facts.Standing, actor) is { } refusal)
        {
            return refusal;
        }

        var (promotion, frozen) = (facts.Promotion, facts.Frozen);
        var found = await evidence.CandidateAsync(db, frozen.Model.Name, version ?? frozen.Evidence.Candidate.Number, frozen.Environment.Name, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var gathered = await evidence.GatherAgainAsync(db, found.Value, promotion, frozen, clock.GetUtcNow(), ct);

        // An answer says something new by itself: whoever asked for changes reads it.
        var plan = AnswerPlan.Of(facts, found.Value, gathered, note: true);
        return new AnswerPreview(
            found.Value.Version.Number, plan.State, plan.Changed,
            [.. plan.Stages.Select(stage => Of(facts.Standing.Stages[stage.Index], stage))],
            plan.After.Verdicts,
            [.. plan.Lapsed.Select(gate => frozen.Verdicts.FirstOrDefault(verdict => verdict.Id == gate)?.Title ?? gate)],
            gathered.Refusal);
    }

    private static AnsweredStage Of(StageStanding before, StageStanding after) => new(after.Stage.Name, before.State, after.Round != before.Round);
}
