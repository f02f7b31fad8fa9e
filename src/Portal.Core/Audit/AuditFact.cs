using System.Text.Json.Nodes;

namespace Portal.Core.Audit;

/// <summary>What an act did it to. The name is what a person calls it: "mortgage version 2", "P-12".</summary>
/// <param name="Kind">One of the words of the product in lower case: <c>version</c>, <c>promotion</c>.</param>
public sealed record AuditSubject(string Kind, string Id, string Name);

/// <summary>One fact as an act states it; the trail adds who, when and the chain.</summary>
/// <param name="Details">Whatever proves it: digests, numbers, before and after. No secrets, no rows of data.</param>
public sealed record AuditFact(string Action, AuditSubject Subject, string? Reason = null, JsonObject? Details = null);
