using Portal.Core.Storage;

namespace Portal.Core.Deployments.Rollouts;

public readonly record struct RolloutId(Guid Value) : IRowId<RolloutId>
{
    public static RolloutId From(Guid value) => new(value);

    public static RolloutId New() => new(Guid.CreateVersion7());

    public int CompareTo(RolloutId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct RolloutMoveId(Guid Value) : IRowId<RolloutMoveId>
{
    public static RolloutMoveId From(Guid value) => new(value);

    public static RolloutMoveId New() => new(Guid.CreateVersion7());

    public int CompareTo(RolloutMoveId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
