using Portal.Core.Promotions.Stages;

namespace Portal.Core.Promotions.Deadlines;

/// <summary>What a deadline asks for at an instant.</summary>
public enum DeadlineStep
{
    Nothing,
    Remind,
    Escalate,
}

/// <summary>When deciders are reminded, when somebody else is asked as well, and when a promotion ends by itself. Pure.</summary>
public static class DeadlineRules
{
    /// <summary>At most one step at a time: a clock that stood still for long escalates, and does not remind of what is past.</summary>
    public static DeadlineStep Next(StageDeadline? deadline, PromotionState promotion, StageState stage, DateTimeOffset? dueAt, DateTimeOffset? remindedAt, DateTimeOffset? escalatedAt, DateTimeOffset now)
    {
        if (deadline is null || promotion != PromotionState.Waiting || stage != StageState.Open || dueAt is not { } due)
        {
            return DeadlineStep.Nothing;
        }

        return now >= due ? (escalatedAt is null ? DeadlineStep.Escalate : DeadlineStep.Nothing)
            : remindedAt is null && deadline.RemindHours is { } hours && now >= due.AddHours(-hours) ? DeadlineStep.Remind
            : DeadlineStep.Nothing;
    }

    public static bool HasExpired(PromotionState state, DateTimeOffset? expiresAt, DateTimeOffset now) => PromotionRules.IsOpen(state) && expiresAt <= now;

    /// <summary>What the portal's clock does is done by a job of it, never by a person or a token.</summary>
    public static Refusal? RefusesOtherThanJob(Tenancy.Actor actor) => actor is { IsSystem: true, Origin: Tenancy.ActorOrigin.Job }
        ? null
        : new(RefusalKind.Forbidden, "promotion.clock", "Only the portal's own clock reminds, escalates and lets promotions expire.");
}
