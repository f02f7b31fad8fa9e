using Portal.Core;

namespace Portal.Web.Placement;

/// <summary>What the form of a workload offers.</summary>
/// <param name="Refused">Why the asking member may not save; null when they may.</param>
public sealed record WorkloadChoices(Refusal? Refused, IReadOnlyList<string> Teams, IReadOnlyList<string> Models, IReadOnlyList<string> Places);
