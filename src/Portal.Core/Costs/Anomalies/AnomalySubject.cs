using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;

namespace Portal.Core.Costs.Anomalies;

/// <summary>One series that is watched.</summary>
public sealed record AnomalySubject(AnomalyGroup Group, string Key)
{
    public bool Covers(CostSubject subject) => Group == AnomalyGroup.Total || string.Equals(subject.KeyOf(DimensionOf(Group)), Key, StringComparison.Ordinal);

    public static CostDimension DimensionOf(AnomalyGroup group) => group switch
    {
        AnomalyGroup.Service => CostDimension.Service,
        AnomalyGroup.Model => CostDimension.Model,
        AnomalyGroup.Team => CostDimension.Team,
        AnomalyGroup.Provider => CostDimension.Provider,
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    /// <summary>All that occur, the narrowest group first.</summary>
    public static IReadOnlyList<AnomalySubject> Of(IReadOnlyCollection<CostSubject> subjects) =>
    [
        .. Enum.GetValues<AnomalyGroup>().Order().SelectMany(group => group == AnomalyGroup.Total
            ? [new AnomalySubject(group, "")]
            : subjects.Select(subject => subject.KeyOf(DimensionOf(group))).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(key => new AnomalySubject(group, key))),
    ];
}
