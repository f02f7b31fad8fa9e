using Portal.Core.Datasets;

namespace Portal.Core.Registry;

/// <summary>The fields of a model that rules follow from, as they are or as they are to be.</summary>
public sealed record ModelFooting(RiskClass RiskClass, DataClassification DataClassification, IReadOnlyList<string> AllowedRegions, DatasetVersionId? EvaluationDataset);

/// <summary>
/// Which changes of a model let rules weigh less on it. Its data scientists say what it is when they make it and may tighten that
/// alone; who is controlled does not loosen the control. Pure.
/// </summary>
public static class ModelChangeRules
{
    /// <param name="judged">A version of it was evaluated or asked to be promoted.</param>
    public static bool Loosens(ModelFooting before, ModelFooting after, bool judged) =>
        after.RiskClass < before.RiskClass
        || after.DataClassification < before.DataClassification
        || after.AllowedRegions.Except(before.AllowedRegions, StringComparer.Ordinal).Any()
        || (judged && after.EvaluationDataset != before.EvaluationDataset);

    /// <summary>A version never stays live where its model is not allowed.</summary>
    public static Refusal? RefusesRegions(string model, ModelFooting before, ModelFooting after, IReadOnlyList<LivePlace> live) =>
        live.FirstOrDefault(place => before.AllowedRegions.Except(after.AllowedRegions, StringComparer.Ordinal).Contains(place.Region, StringComparer.OrdinalIgnoreCase)) is { } place
            ? new(
                RefusalKind.Blocked, "region.live",
                $"{model} is live in {place.Environment}, which is in {place.Region}; the region stays allowed as long as it is.",
                $"Keep {place.Region} among its regions.")
            : null;

    /// <summary>Nor where its data may not be.</summary>
    public static Refusal? RefusesClassification(string model, ModelFooting before, ModelFooting after, IReadOnlyList<LivePlace> live) =>
        before.DataClassification != after.DataClassification
        && live.FirstOrDefault(place => place.AllowedClassifications.Count > 0 && !place.AllowedClassifications.Contains(after.DataClassification)) is { } place
            ? new(
                RefusalKind.Blocked, "classification.live",
                $"{model} is live in {place.Environment}, which is not meant for {after.DataClassification.InWords()}; that classification has to wait as long as it is.",
                $"Take {model} out of {place.Environment} first, or let a tenant administrator allow such data there.")
            : null;
}
