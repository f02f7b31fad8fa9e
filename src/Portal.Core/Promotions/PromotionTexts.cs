using Portal.Core.Audit;

namespace Portal.Core.Promotions;

/// <summary>What people write about promotions, and what promotions are called.</summary>
internal static class PromotionTexts
{
    public const int Longest = 2000;

    public static AuditSubject Subject(Promotion promotion) => new("promotion", promotion.Id.ToString(), $"P-{promotion.Number}");

    public static Refusal NotFound(int number) => Refusal.NotFound($"The promotion P-{number}");

    public static Refusal? RefusesNote(string note) =>
        note.Length <= Longest ? null : Refusal.Invalid("note", $"A note has at most {Longest} characters.");

    public static Refusal? RefusesReason(string? reason) =>
        !string.IsNullOrWhiteSpace(reason) && reason.Length <= Longest
            ? null
            : Refusal.Invalid("reason", $"Give a reason of 1 to {Longest} characters; it is kept in the trail.");

    /// <summary>Null when the digest is that of the evidence as it is now.</summary>
    public static Refusal? RefusesStale(Promotion promotion, string? seen) =>
        seen == promotion.EvidenceDigest.Hex
            ? null
            : new(RefusalKind.Stale, "promotion.evidence-changed", $"The evidence of P-{promotion.Number} is not what you were shown any more.", "Load it again, then decide on what is there.");
}
