using Portal.Core.Audit;

namespace Portal.Core.Costs.Charges;

/// <summary>What the trail and refusals call the things of this room.</summary>
internal static class ChargesWords
{
    public static AuditSubject SubjectOf(ChargeSource source) => new("charge-source", source.Id.ToString(), source.Name);

    public static AuditSubject SubjectOf(ChargeImport import) => new("charge-import", import.Id.ToString(), $"C-{import.Number} {import.FileName}");

    public static AuditSubject SubjectOf(AllocationRule rule) => new("allocation-rule", rule.Id.ToString(), rule.Name);

    public static Refusal NoSource(string? name) => Refusal.NotFound(string.IsNullOrWhiteSpace(name) ? "A source without a name" : $"The source {Storage.Texts.Fit(name, 100)}");

    public static Refusal NoImport { get; } = Refusal.NotFound("This import");
}
