using Portal.Core.Datasets;

namespace Portal.Core.Deployments;

/// <summary>What an environment offers, and to which data.</summary>
/// <param name="Capacity">The machines, as people say it: "8 × A10". May be empty.</param>
/// <param name="Slots">How many deployments it has room for; null when nobody has said.</param>
/// <param name="AllowedClassifications">What kinds of data a model may have seen to be live there; empty for all.</param>
public sealed record EnvironmentTerms(string Capacity, int? Slots, PriceClass PriceClass, IReadOnlyList<DataClassification> AllowedClassifications)
{
    public static EnvironmentTerms Open { get; } = new("", null, PriceClass.Standard, []);

    /// <summary>The same, as it is kept: each classification once and in order, no blanks around the text.</summary>
    public EnvironmentTerms Tidy() => this with { Capacity = Capacity.Trim(), AllowedClassifications = [.. AllowedClassifications.Distinct().Order()] };
}
