using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Freezes;

/// <summary>
/// A span of time in which nothing new goes live: in one environment, or in all of a purpose. Taking back what is live stays possible,
/// and break-glass goes through it; nobody else does.
/// </summary>
public sealed class Freeze : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required FreezeId Id { get; init; }

    /// <summary>What people call it: "Year-end closing".</summary>
    public required string Name { get; init; }

    /// <summary>Null when it holds in all environments of <see cref="Purpose"/>, present and future.</summary>
    public required EnvironmentId? EnvironmentId { get; init; }

    /// <summary>Null when it holds in one environment.</summary>
    public required EnvironmentPurpose? Purpose { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant at which it does not hold any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The zone in which it was planned, and in which its end is said.</summary>
    public required string TimeZone { get; init; }

    public required string Reason { get; init; }

    public required MemberId PlannedBy { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When somebody ended it early, or called it off before it began.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public MemberId? EndedBy { get; set; }

    public long Revision { get; private set; }
}
