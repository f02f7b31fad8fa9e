using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage;

public readonly record struct UsageRecordId(Guid Value) : IRowId<UsageRecordId>
{
    public static UsageRecordId From(Guid value) => new(value);

    public static UsageRecordId New() => new(Guid.CreateVersion7());

    public int CompareTo(UsageRecordId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct UsageSourceId(Guid Value) : IRowId<UsageSourceId>
{
    public static UsageSourceId From(Guid value) => new(value);

    public static UsageSourceId New() => new(Guid.CreateVersion7());

    public int CompareTo(UsageSourceId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PriceId(Guid Value) : IRowId<PriceId>
{
    public static PriceId From(Guid value) => new(value);

    public static PriceId New() => new(Guid.CreateVersion7());

    public int CompareTo(PriceId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct RepricingId(Guid Value) : IRowId<RepricingId>
{
    public static RepricingId From(Guid value) => new(value);

    public static RepricingId New() => new(Guid.CreateVersion7());

    public int CompareTo(RepricingId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
