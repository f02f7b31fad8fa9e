using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <summary>Who may say that something was put right, and when it is overdue. Pure.</summary>
public static class FollowUpRules
{
    public static Refusal? RefusesCompletion(FollowUp followUp, Actor actor) =>
        actor.Member is not { } member ? new(RefusalKind.Forbidden, "follow-up.person", "A person completes a follow-up, never the portal itself.")
        : followUp is { Kind: FollowUpKind.EvidenceAges, DoneAt: null } ? new(RefusalKind.Blocked, "follow-up.renewal", $"F-{followUp.Number} is completed by the approval of a renewal, not by a word.", "Evaluate the version again, then ask for its renewal.")
        : member == followUp.CreatedBy ? new(RefusalKind.Blocked, "follow-up.own", $"F-{followUp.Number} follows what you let go, so someone else completes it.", "Ask a colleague.")
        : !actor.Roles.Contains(followUp.OwnerRole) ? new(RefusalKind.Forbidden, "forbidden", $"F-{followUp.Number} is for {followUp.OwnerRole.OneInWords()}; you are none.", "Ask somebody with that role.")
        : followUp.DoneAt is not null ? new(RefusalKind.Conflict, "follow-up.done", $"F-{followUp.Number} was completed already.")
        : null;

    public static bool IsOverdue(FollowUp followUp, DateTimeOffset now) => followUp.DoneAt is null && now >= followUp.DueAt;
}
