using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>A machine at the edge that asks what it should run and says what it runs. It comes to the portal; nothing needs to reach it.</summary>
public sealed class Device : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DeviceId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required DeviceGroupId GroupId { get; set; }

    /// <summary>Whom its token stands for.</summary>
    public required MemberId AccountId { get; init; }

    /// <summary>Unique within the environment; stands in addresses and in the trail.</summary>
    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    /// <summary>Null when the operator's command did it.</summary>
    public MemberId? RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>When the portal received its last report, by the portal's own clock; null until the first.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>From when on it is silent, unless it reports before.</summary>
    public required DateTimeOffset SilentAt { get; set; }
}

/// <summary>What a device says of a version that it was told to run.</summary>
public enum ReportedState
{
    Downloading,
    Running,
    Failed,
}

/// <summary>What a device said last about one model. One row, overwritten: what changed stands in its reports.</summary>
public sealed class DeviceReading : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DeviceId DeviceId { get; init; }

    public required ModelId ModelId { get; init; }

    public required int VersionNumber { get; set; }

    /// <summary>Of the bytes that it holds, as it computed it.</summary>
    public required Digest Digest { get; set; }

    /// <summary>Whether these are the bytes of that version of the model.</summary>
    public required bool IsGenuine { get; set; }

    public required ReportedState State { get; set; }

    public required string Message { get; set; }

    /// <summary>Since when it says so.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When it said so last. By the portal's clock, as all instants here: a device's may lie.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Ids of its newest reports that only repeated what was said, so that none of them is taken for news when it comes again.</summary>
    public IReadOnlyList<Guid> Repeats { get; set; } = [];
}

/// <summary>A report of a device that said something else than the one before.</summary>
public sealed class DeviceReport : ITenantOwned
{
    public const int LongestMessage = 500;

    public required TenantId TenantId { get; init; }

    public required DeviceId DeviceId { get; init; }

    public required DeviceReportId Id { get; init; }

    public required ModelId ModelId { get; init; }

    public required int VersionNumber { get; init; }

    public required Digest Digest { get; init; }

    public required bool IsGenuine { get; init; }

    public required ReportedState State { get; init; }

    public required string Message { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
