using Portal.Core.Storage;

namespace Portal.Core.UseCases;

public readonly record struct UseCaseId(Guid Value) : IRowId<UseCaseId>
{
    public static UseCaseId From(Guid value) => new(value);

    public static UseCaseId New() => new(Guid.CreateVersion7());

    public int CompareTo(UseCaseId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BoardSessionId(Guid Value) : IRowId<BoardSessionId>
{
    public static BoardSessionId From(Guid value) => new(value);

    public static BoardSessionId New() => new(Guid.CreateVersion7());

    public int CompareTo(BoardSessionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
