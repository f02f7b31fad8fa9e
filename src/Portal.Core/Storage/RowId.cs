namespace Portal.Core.Storage;

/// <summary>A typed row id over a UUIDv7, so that an id of another kind of row does not compile.</summary>
public interface IRowId<TSelf> : IComparable<TSelf>
    where TSelf : struct, IRowId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    static virtual TSelf New() => TSelf.From(Guid.CreateVersion7());
}

/// <summary>The first part of every key: which organisation a row belongs to.</summary>
public readonly record struct TenantId(Guid Value) : IRowId<TenantId>
{
    public static TenantId From(Guid value) => new(value);

    public static TenantId New() => new(Guid.CreateVersion7());

    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>A row of one tenant. Reads are filtered and writes are checked by it; see PortalDbContext.</summary>
public interface ITenantOwned
{
    TenantId TenantId { get; }
}

/// <summary>
/// A row that people edit. The counter is raised at every save and is the concurrency token and the ETag:
/// the one form of optimistic concurrency that works alike on all three databases.
/// </summary>
public interface IRevised
{
    long Revision { get; }
}
