using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>What people write about promotions, and what promotions are called.</summary>
internal static class PromotionTexts
{
    public static AuditSubject Subject(Promotion promotion) => new("promotion", promotion.Id.ToString(), $"P-{promotion.Number}");

    public static Refusal NotFound(int number) => Refusal.NotFound($"The promotion P-{number}");

    public static Refusal? RefusesNote(string note) => Texts.Refuses("note", note, Texts.LongestReason);

    public static Refusal? RefusesReason(string? reason) => Texts.RefusesReason(reason);

    /// <summary>Null when the digest is that of the evidence as it is now.</summary>
    public static Refusal? RefusesStale(Promotion promotion, string? seen) =>
        seen == promotion.EvidenceDigest.Hex
            ? null
            : new(RefusalKind.Stale, "promotion.evidence-changed", $"The evidence of P-{promotion.Number} is not what you were shown any more.", "Load it again, then decide on what is there.");
}
