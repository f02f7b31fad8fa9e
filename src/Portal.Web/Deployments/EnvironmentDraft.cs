using System.Globalization;
using Portal.Core.Datasets;
using Portal.Core.Deployments;

namespace Portal.Web.Deployments;

/// <summary>What a form says about an environment; all of it may change later.</summary>
/// <param name="Slots">As it is typed; empty for none that are counted.</param>
/// <param name="Classifications">None chosen means all are allowed.</param>
public sealed record EnvironmentDraft(
    EnvironmentPlacement Placement, string Region, string Description, string Capacity, string Slots, PriceClass PriceClass, IReadOnlyList<DataClassification> Classifications)
{
    public static EnvironmentDraft New { get; } = new(EnvironmentPlacement.PrivateCluster, "", "", "", "", PriceClass.Standard, []);

    public static EnvironmentDraft Of(EnvironmentRow row) => new(
        row.Placement, row.Region, row.Description, row.Terms.Capacity, row.Terms.Slots?.ToString(CultureInfo.InvariantCulture) ?? "", row.Terms.PriceClass, row.Terms.AllowedClassifications);

    /// <summary>What is no number becomes one that no environment has, so that the act says what is wrong.</summary>
    public EnvironmentTerms ToTerms() => new(
        Capacity, string.IsNullOrWhiteSpace(Slots) ? null : int.TryParse(Slots, NumberStyles.None, CultureInfo.InvariantCulture, out var slots) ? slots : 0, PriceClass, Classifications);

    public EnvironmentDraft With(DataClassification classification, bool allowed) => this with
    {
        Classifications = [.. Classifications.Where(one => one != classification).Concat(allowed ? [classification] : []).Order()],
    };
}
