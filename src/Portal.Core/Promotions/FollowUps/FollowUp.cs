using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

public readonly record struct FollowUpId(Guid Value) : IRowId<FollowUpId>
{
    public static FollowUpId From(Guid value) => new(value);

    public static FollowUpId New() => new(Guid.CreateVersion7());

    public int CompareTo(FollowUpId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public enum FollowUpKind
{
    /// <summary>A gate was let pass until a day: by then it passes, or the version is taken back.</summary>
    ExceptionEnds,

    /// <summary>Something went live without approval: somebody else looks at it afterwards.</summary>
    BreakGlassReview,

    /// <summary>What is live has to be approved again before its evidence is too old. Only the approval of a renewal completes it.</summary>
    EvidenceAges,
}

/// <summary>What was let go now and has to be put right later, by somebody else than who let it go. Overdue, it opens an incident.</summary>
public sealed class FollowUp : ITenantOwned, IRevised
{
    public const int LongestWhat = 500;
    public const int LongestTitle = 300;

    public required TenantId TenantId { get; init; }

    public required FollowUpId Id { get; init; }

    /// <summary>1, 2, 3 within the tenant; people say F-3.</summary>
    public required int Number { get; init; }

    public required FollowUpKind Kind { get; init; }

    /// <summary>Null when it follows no promotion.</summary>
    public PromotionId? PromotionId { get; init; }

    /// <summary>The gate that was let pass; null when it follows no exception.</summary>
    public string? GateId { get; init; }

    /// <summary>The gate in words: "Disparate impact, afam".</summary>
    public string? GateTitle { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required Registry.ModelId ModelId { get; init; }

    public required Registry.VersionId VersionId { get; init; }

    /// <summary>What is to be done, in a sentence.</summary>
    public required string What { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who is to see to it.</summary>
    public required Role OwnerRole { get; init; }

    /// <summary>Null for the portal itself.</summary>
    public required MemberId? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the portal told that it is overdue; null before.</summary>
    public DateTimeOffset? OverdueAt { get; set; }

    public MemberId? DoneBy { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What was found or done, in the words of whoever did it.</summary>
    public string? Outcome { get; set; }

    public long Revision { get; private set; }
}
