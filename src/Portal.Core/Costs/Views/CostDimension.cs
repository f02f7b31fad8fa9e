using System.Globalization;
using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>By what costs are told apart.</summary>
public enum CostDimension
{
    Team,
    Model,
    Environment,
    Provider,
    ServiceCategory,
    Service,
    Sku,
    Region,

    /// <summary>Usage, purchases, tax, credits, adjustments.</summary>
    Category,
}

public static class CostDimensions
{
    /// <summary>What a subject is under a dimension; null where it is nothing, such as an amount that no team carries.</summary>
    public static string? KeyOf(this CostSubject subject, CostDimension dimension) => dimension switch
    {
        CostDimension.Team => subject.TeamId?.ToString(),
        CostDimension.Model => subject.ModelId?.ToString(),
        CostDimension.Environment => subject.EnvironmentId?.ToString(),
        CostDimension.Provider => Said(subject.Provider),
        CostDimension.ServiceCategory => Said(subject.ServiceCategory),
        CostDimension.Service => Said(subject.Service),
        CostDimension.Sku => Said(subject.Sku),
        CostDimension.Region => Said(subject.Region),
        CostDimension.Category => subject.IsCorrection ? "Correction" : string.Create(CultureInfo.InvariantCulture, $"{subject.Category}"),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };

    /// <summary>What stands where a subject is nothing under a dimension.</summary>
    public static string NothingIn(CostDimension dimension) => dimension switch
    {
        CostDimension.Team or CostDimension.Model or CostDimension.Environment => "Unallocated",
        _ => "Not said",
    };

    private static string? Said(string text) => text.Length == 0 ? null : text;
}
