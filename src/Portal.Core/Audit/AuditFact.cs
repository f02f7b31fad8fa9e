using System.Text.Json.Nodes;
using Portal.Core.Storage;

namespace Portal.Core.Audit;

/// <summary>What an act did it to. The name is what a person calls it: "mortgage version 2", "P-12".</summary>
/// <param name="Kind">One of the words of the product in lower case: <c>version</c>, <c>promotion</c>.</param>
public sealed record AuditSubject(string Kind, string Id, string Name)
{
    public const int LongestId = 100;
    public const int LongestName = 300;
}

/// <summary>One fact as an act states it; the trail adds who, when and the chain.</summary>
/// <param name="Details">Whatever proves it: digests, numbers, before and after. No secrets, no rows of data.</param>
public sealed record AuditFact(string Action, AuditSubject Subject, string? Reason = null, JsonObject? Details = null)
{
    public const int LongestReason = Texts.LongestReason;

    /// <summary>The same fact, with what people wrote shortened to what an entry holds.</summary>
    internal AuditFact Fitted() => this with
    {
        Subject = Subject with { Id = Texts.Fit(Subject.Id, AuditSubject.LongestId), Name = Texts.Fit(Subject.Name, AuditSubject.LongestName) },
        Reason = Reason is null ? null : Texts.Fit(Reason, LongestReason),
    };
}
