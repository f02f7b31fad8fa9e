using Portal.Core.Audit;

namespace Portal.Core.Costs.Charges;

/// <summary>What the trail and refusals call the things of this room.</summary>
internal static class ChargesWords
{
    public static AuditSubject SubjectOf(ChargeSource source) => new("charge-source", source.Id.ToString(), source.Name);

    public static AuditSubject SubjectOf(ChargeImport import) => new("charge-import", import.Id.ToString(), $"C-{import.Number} {import.FileName}");

    public static AuditSubject SubjectOf(AllocationRule rule) => new("allocation-rule", rule.Id.ToString(), rule.Name);

    public static Refusal NoSource(string? name) => Refusal.NotFound(string.IsNullOrWhiteSpace(name) ? "A source without a name" : $"The source {Storage.Texts.Fit(name, 100)}");

    public static Refusal NoSuchSource { get; } = Refusal.NotFound("This source");

    public static Refusal Taken(string name) =>
        new(RefusalKind.Conflict, "charge-source.taken", $"There is a source called {name} already.", "Choose another name, or send the file to that source.");

    public static Refusal Retired(ChargeSource source) =>
        new(RefusalKind.Conflict, "charge-source.retired", $"The source {source.Name} is retired: it takes no more files.", "Send the file to another source, or take this one up again under Costs, Imports.");

    public static Refusal NoImport { get; } = Refusal.NotFound("This import");
}
