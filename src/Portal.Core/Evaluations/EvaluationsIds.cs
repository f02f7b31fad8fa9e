using Portal.Core.Storage;

namespace Portal.Core.Evaluations;

public readonly record struct EvaluationId(Guid Value) : IRowId<EvaluationId>
{
    public static EvaluationId From(Guid value) => new(value);

    public static EvaluationId New() => new(Guid.CreateVersion7());

    public int CompareTo(EvaluationId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct RunnerId(Guid Value) : IRowId<RunnerId>
{
    public static RunnerId From(Guid value) => new(value);

    public static RunnerId New() => new(Guid.CreateVersion7());

    public int CompareTo(RunnerId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
