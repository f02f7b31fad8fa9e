using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

public readonly record struct DelegationId(Guid Value) : IRowId<DelegationId>
{
    public static DelegationId From(Guid value) => new(value);

    public static DelegationId New() => new(Guid.CreateVersion7());

    public int CompareTo(DelegationId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>One member decides in the place of another until an end: on holiday, in an emergency.</summary>
public sealed class Delegation : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required DelegationId Id { get; init; }

    /// <summary>Whose place it is.</summary>
    public required MemberId From { get; init; }

    /// <summary>Who decides in it.</summary>
    public required MemberId To { get; init; }

    public required DateTimeOffset Begins { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it was taken back before its end.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public long Revision { get; private set; }
}
