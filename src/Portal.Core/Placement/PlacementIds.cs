using Portal.Core.Storage;

namespace Portal.Core.Placement;

public readonly record struct WorkloadId(Guid Value) : IRowId<WorkloadId>
{
    public static WorkloadId From(Guid value) => new(value);

    public static WorkloadId New() => new(Guid.CreateVersion7());

    public int CompareTo(WorkloadId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PlacementOptionId(Guid Value) : IRowId<PlacementOptionId>
{
    public static PlacementOptionId From(Guid value) => new(value);

    public static PlacementOptionId New() => new(Guid.CreateVersion7());

    public int CompareTo(PlacementOptionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct KeptComparisonId(Guid Value) : IRowId<KeptComparisonId>
{
    public static KeptComparisonId From(Guid value) => new(value);

    public static KeptComparisonId New() => new(Guid.CreateVersion7());

    public int CompareTo(KeptComparisonId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PlacementRecommendationId(Guid Value) : IRowId<PlacementRecommendationId>
{
    public static PlacementRecommendationId From(Guid value) => new(value);

    public static PlacementRecommendationId New() => new(Guid.CreateVersion7());

    public int CompareTo(PlacementRecommendationId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
