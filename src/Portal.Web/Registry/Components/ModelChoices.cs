using Portal.Core;
using Portal.Core.Datasets;

namespace Portal.Web.Registry.Components;

/// <summary>What the form of a model chooses from.</summary>
/// <param name="Refused">Why this member may not save it; null when they may.</param>
public sealed record ModelChoices(
    string Me, Refusal? Refused, IReadOnlyList<string> Teams, IReadOnlyList<(string Email, string Name)> Members, IReadOnlyList<DatasetVersionName> EvaluationData);
