using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <summary>
/// A program on another machine that takes evaluations of one tenant, and of no other. Where it stands is said by whoever registered
/// it; what it has is said by itself, each time that it comes.
/// </summary>
public sealed class Runner : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RunnerId Id { get; init; }

    /// <summary>Whom its token stands for.</summary>
    public required MemberId AccountId { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    /// <summary>Decides which models' data it is ever given, so the process cannot change it.</summary>
    public required string Region { get; init; }

    /// <summary>Null when the operator's command did it.</summary>
    public MemberId? RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Null until it comes for the first time.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>What it has beside its region, such as <c>gpu</c>.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    public string? Device { get; set; }

    /// <summary>Bytes of memory that it gives to one evaluation.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>Evaluations that it runs at the same time.</summary>
    public int? Slots { get; set; }

    /// <summary>Of these, how many may use its graphics processors; null where it did not say.</summary>
    public int? GpuSlots { get; set; }

    public string? CodeVersion { get; set; }

    internal RunnerOffer Offer => new(Labels, Region, MemoryBytes);
}
