using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <summary>One line of what happened to a follow-up, from the audit trail.</summary>
/// <param name="Action">Such as <c>follow-up.overdue</c>.</param>
/// <param name="By">Who did it; the portal's jobs have names too.</param>
public sealed record FollowUpEvent(string Action, DateTimeOffset At, string By, string? Said);

/// <param name="Events">Newest first.</param>
/// <param name="MayAsk">Whether the asking member may ask for promotions, and so for a renewal.</param>
public sealed record FollowUpView(FollowUpRow Row, IReadOnlyList<FollowUpEvent> Events, bool MayAsk = false);

/// <summary>One follow-up with what happened to it.</summary>
public sealed class FollowUpDetail(PortalDatabase database, IPromotionTarget target)
{
    private const int MostEvents = 50;

    public async Task<Outcome<FollowUpView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await FollowUpList.Found(db, db.FollowUps.AsNoTracking().Where(row => row.Number == number)).SingleOrDefaultAsync(ct) is not { } found)
        {
            return Refusal.NotFound($"The follow-up F-{number}");
        }

        var (id, members) = (found.FollowUp.Id.ToString(), db.Members);
        var events = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectKind == "follow-up" && entry.SubjectId == id)
            .OrderByDescending(entry => entry.Sequence).Take(MostEvents).Select(entry => new FollowUpEvent(entry.Action, entry.At, members.Where(member => member.Id == entry.ActorId).Select(member => member.Name).FirstOrDefault() ?? entry.ActorName, entry.Reason)).ToListAsync(ct);
        return new FollowUpView((await FollowUpList.RowsAsync(db, target, [found], actor, ct)).Single(), events, RoleRules.Refuses(actor, Permission.RequestPromotion) is null);
    }
}
