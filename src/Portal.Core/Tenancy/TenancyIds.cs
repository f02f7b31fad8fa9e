using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public readonly record struct MemberId(Guid Value) : IRowId<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    public static MemberId New() => new(Guid.CreateVersion7());

    public int CompareTo(MemberId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct TeamId(Guid Value) : IRowId<TeamId>
{
    public static TeamId From(Guid value) => new(value);

    public static TeamId New() => new(Guid.CreateVersion7());

    public int CompareTo(TeamId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>One sign-in of a member; every cookie that came of it carries it.</summary>
public readonly record struct SessionId(Guid Value) : IRowId<SessionId>
{
    public static SessionId From(Guid value) => new(value);

    public static SessionId New() => new(Guid.CreateVersion7());

    public int CompareTo(SessionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct AccessTokenId(Guid Value) : IRowId<AccessTokenId>
{
    public static AccessTokenId From(Guid value) => new(value);

    public static AccessTokenId New() => new(Guid.CreateVersion7());

    public int CompareTo(AccessTokenId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
