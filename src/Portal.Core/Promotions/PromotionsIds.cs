using Portal.Core.Storage;

namespace Portal.Core.Promotions;

public readonly record struct PolicyId(Guid Value) : IRowId<PolicyId>
{
    public static PolicyId From(Guid value) => new(value);

    public static PolicyId New() => new(Guid.CreateVersion7());

    public int CompareTo(PolicyId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PromotionId(Guid Value) : IRowId<PromotionId>
{
    public static PromotionId From(Guid value) => new(value);

    public static PromotionId New() => new(Guid.CreateVersion7());

    public int CompareTo(PromotionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct DecisionId(Guid Value) : IRowId<DecisionId>
{
    public static DecisionId From(Guid value) => new(value);

    public static DecisionId New() => new(Guid.CreateVersion7());

    public int CompareTo(DecisionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct GateExceptionId(Guid Value) : IRowId<GateExceptionId>
{
    public static GateExceptionId From(Guid value) => new(value);

    public static GateExceptionId New() => new(Guid.CreateVersion7());

    public int CompareTo(GateExceptionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PromotionCommentId(Guid Value) : IRowId<PromotionCommentId>
{
    public static PromotionCommentId From(Guid value) => new(value);

    public static PromotionCommentId New() => new(Guid.CreateVersion7());

    public int CompareTo(PromotionCommentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct EnvironmentId(Guid Value) : IRowId<EnvironmentId>
{
    public static EnvironmentId From(Guid value) => new(value);

    public static EnvironmentId New() => new(Guid.CreateVersion7());

    public int CompareTo(EnvironmentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
