using Portal.Core.Storage;

namespace Portal.Core.Registry;

public readonly record struct ModelId(Guid Value) : IRowId<ModelId>
{
    public static ModelId From(Guid value) => new(value);

    public static ModelId New() => new(Guid.CreateVersion7());

    public int CompareTo(ModelId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VersionId(Guid Value) : IRowId<VersionId>
{
    public static VersionId From(Guid value) => new(value);

    public static VersionId New() => new(Guid.CreateVersion7());

    public int CompareTo(VersionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
