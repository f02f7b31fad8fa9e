using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

/// <summary>How production data of a model in an environment are kept. Without a row all of them are.</summary>
public sealed class ObservationSettings : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Share of the rows that blocks keep, 0 to 1; counters see all. Which rows those are follows from their ids.</summary>
    public required double SampleShare { get; set; }

    public long Revision { get; private set; }
}

/// <summary>How long a tenant keeps rows of production data. Without a row it is <see cref="DefaultDays"/>.</summary>
public sealed class ObservationRetention : ITenantOwned, IRevised
{
    public const int DefaultDays = 400;
    public const int MostDays = 3650;

    public required TenantId TenantId { get; init; }

    public required int Days { get; set; }

    public long Revision { get; private set; }
}
