using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Deadlines;

/// <summary>
/// Keeps the deadlines of one promotion: reminds deciders, asks the role that the policy names once a deadline has passed, ends what
/// nobody decided on. Run again at the same instant it does nothing.
/// </summary>
public sealed class KeepDeadlines(AuditTrail trail)
{
    /// <returns>How many steps were taken.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await PromotionFacts.FindAsync(unit.Db, number, ct) is not { } facts)
        {
            return PromotionTexts.NotFound(number);
        }

        var promotion = facts.Promotion;
        if (DeadlineRules.RefusesOtherThanJob(unit.Actor) is { } forbidden)
        {
            return await unit.RefuseAsync("promotion.keep-deadlines", PromotionTexts.Subject(promotion), forbidden, ct);
        }

        if (DeadlineRules.HasExpired(promotion.State, promotion.ExpiresAt, unit.Now))
        {
            Expire(unit, promotion);
            await FollowUpStaging.CloseAsync(unit, promotion.Id, $"P-{promotion.Number} expired.", null, ct);
            return await unit.CommitAsync(1, ct);
        }

        var steps = 0;
        foreach (var (row, standing) in promotion.Stages.OrderBy(row => row.Stage).Zip(facts.Standing.Stages))
        {
            steps += Keep(unit, promotion, row, standing.Stage) ? 1 : 0;
        }

        return steps == 0 ? 0 : await unit.CommitAsync(steps, ct);
    }

    private static bool Keep(UnitOfWork unit, Promotion promotion, PromotionStage row, Stage stage)
    {
        switch (DeadlineRules.Next(stage.Deadline, promotion.State, row.State, row.DueAt, row.RemindedAt, row.EscalatedAt, unit.Now))
        {
            case DeadlineStep.Remind:
                (row.RemindAt, row.RemindedAt) = (null, unit.Now);
                Tell(unit, promotion, row, stage, "promotion.reminded", "promotion.reminder", null);
                return true;
            case DeadlineStep.Escalate:
                row.EscalatedAt = unit.Now;
                if (stage.Deadline!.EscalatesTo is { } role)
                {
                    StageOpening.Let(row, DeciderTokens.OfRole(role));
                }

                Tell(unit, promotion, row, stage, "promotion.escalated", "promotion.escalated", stage.Deadline.EscalatesTo);
                return true;
            default:
                return false;
        }
    }

    private static void Expire(UnitOfWork unit, Promotion promotion)
    {
        promotion.State = PromotionState.Expired;
        promotion.EndedAt = unit.Now;
        unit.Record("promotion.expired", PromotionTexts.Subject(promotion), "Nobody decided in the time that the policy gives.");
        unit.Tell("promotion.expired", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number });
    }

    private static void Tell(UnitOfWork unit, Promotion promotion, PromotionStage row, Stage stage, string action, string kind, Role? role)
    {
        unit.Record(action, PromotionTexts.Subject(promotion), details: new JsonObject { ["stage"] = stage.Name, ["round"] = row.Round, ["dueAt"] = row.DueAt, ["role"] = role?.ToString() });
        unit.Tell(kind, new JsonObject
        {
            ["promotionId"] = promotion.Id.ToString(),
            ["number"] = promotion.Number,
            ["stage"] = row.Stage,
            ["name"] = stage.Name,
            ["round"] = row.Round,
            ["dueAt"] = row.DueAt,
            ["role"] = role?.ToString(),
        });
    }
}
