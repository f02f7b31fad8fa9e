using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Number">Of the promotion: 12 for P-12.</param>
public sealed record CommentOnPromotionRequest(int Number, string Text);

/// <summary>Says something about a promotion to all who read it, those included who have no say in it. It decides nothing, and stays when the promotion has ended.</summary>
public sealed class CommentOnPromotion(AuditTrail trail)
{
    /// <summary>More than this nobody reads; the trail stays readable.</summary>
    public const int Most = 500;

    public async Task<Outcome<PromotionCommentId>> RunAsync(Actor actor, CommentOnPromotionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Promotions.SingleOrDefaultAsync(row => row.Number == request.Number, ct) is not { } promotion)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        if (unit.Actor.Member is not { } member)
        {
            return new Refusal(RefusalKind.Forbidden, "promotion.person", "A member comments here, never the portal itself.");
        }

        if (RefusesText(request.Text) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.PromotionComments.CountAsync(row => row.PromotionId == promotion.Id, ct) >= Most)
        {
            return new Refusal(RefusalKind.Conflict, "promotion.comments-full", $"P-{promotion.Number} has {Most} comments, which is the most.", "Go on where such talks are led, and put the result into the reason of a decision.");
        }

        var comment = new PromotionComment { TenantId = unit.Actor.Tenant, Id = PromotionCommentId.New(), PromotionId = promotion.Id, MemberId = member, Text = request.Text.Trim(), At = unit.Now };
        unit.Db.PromotionComments.Add(comment);
        unit.Record("promotion.commented", PromotionTexts.Subject(promotion), comment.Text);
        unit.Tell("promotion.commented", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["commentId"] = comment.Id.ToString() });
        return await unit.CommitAsync(comment.Id, ct);
    }

    private static Refusal? RefusesText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Refusal.Invalid("text", "Write what you want to say.") : Texts.Refuses("text", text, Texts.LongestReason);
}
