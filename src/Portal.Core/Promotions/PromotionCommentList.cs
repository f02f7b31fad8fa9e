using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public sealed record PromotionCommentRow(PromotionCommentId Id, string By, string Text, DateTimeOffset At);

/// <summary>What members said about a promotion, the newest first.</summary>
public sealed class PromotionCommentList(PortalDatabase database)
{
    public async Task<Outcome<Page<PromotionCommentRow>>> ReadAsync(Actor actor, int number, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var members = db.Members;
        var id = await db.Promotions.Where(row => row.Number == number).Select(row => (PromotionId?)row.Id).SingleOrDefaultAsync(ct);
        return id is null
            ? PromotionTexts.NotFound(number)
            : await db.PromotionComments.AsNoTracking().Where(row => row.PromotionId == id).NewestFirstAsync(
                row => row.At,
                row => row.Id,
                row => new PromotionCommentRow(row.Id, members.Where(member => member.Id == row.MemberId).Select(member => member.Email).First(), row.Text, row.At),
                page,
                ct);
    }
}
