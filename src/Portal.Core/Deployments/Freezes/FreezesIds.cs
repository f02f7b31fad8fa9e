using Portal.Core.Storage;

namespace Portal.Core.Deployments.Freezes;

public readonly record struct FreezeId(Guid Value) : IRowId<FreezeId>
{
    public static FreezeId From(Guid value) => new(value);

    public static FreezeId New() => new(Guid.CreateVersion7());

    public int CompareTo(FreezeId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
