namespace Portal.Core.Deployments.Fleets;

/// <summary>What is known of a device and one model.</summary>
public enum DeviceState
{
    /// <summary>It has said nothing about the model yet.</summary>
    Expected,
    Downloading,
    Running,

    /// <summary>It can't run the version, or holds other bytes than the version's.</summary>
    Failed,

    /// <summary>It has reported nothing for too long.</summary>
    Silent,
    Retired,
}

/// <summary>Reads a device's state from what it said. Pure; the list's filters say the same to the database.</summary>
public static class DeviceStates
{
    public static DeviceState Of(DateTimeOffset? retired, DateTimeOffset? reported, DateTimeOffset silentAt, ReportedState? said, bool genuine, DateTimeOffset now) =>
        retired is not null ? DeviceState.Retired
        : reported is not null && silentAt <= now ? DeviceState.Silent
        : said is not { } state ? DeviceState.Expected
        : !genuine || state == ReportedState.Failed ? DeviceState.Failed
        : state == ReportedState.Running ? DeviceState.Running
        : DeviceState.Downloading;
}
