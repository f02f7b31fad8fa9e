using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;

namespace Portal.Core.Placement;

/// <summary>How requests come over a week. Shown, and used for hints; the numbers beside it are what is computed with.</summary>
public enum TrafficShape
{
    Steady,
    OfficeHours,
    Spiky,

    /// <summary>Work that is done in one go, for which nobody waits.</summary>
    Batch,
}

/// <param name="Average">Requests a second over the hours in which it is on, those at the peak among them.</param>
/// <param name="Peak">Requests a second, at least the average.</param>
/// <param name="HoursAWeek">In which it is on, above 0 up to 168.</param>
/// <param name="PeakHoursAWeek">Of these, how many are as busy as the peak.</param>
public sealed record TrafficProfile(decimal Average, decimal Peak, decimal HoursAWeek, decimal PeakHoursAWeek, TrafficShape Shape)
{
    public decimal HoursAMonth => Calendar.HoursAMonth * HoursAWeek / Calendar.HoursAWeek;

    public decimal PeakHoursAMonth => Calendar.HoursAMonth * PeakHoursAWeek / Calendar.HoursAWeek;

    /// <summary>Requests a second in the hours that are not at the peak: what the peak leaves of the average.</summary>
    public decimal OffPeak => HoursAWeek == PeakHoursAWeek ? Average : Math.Clamp(((Average * HoursAWeek) - (Peak * PeakHoursAWeek)) / (HoursAWeek - PeakHoursAWeek), 0, Average);

    public decimal RequestsAMonth => Average * Calendar.SecondsAnHour * HoursAMonth;

    /// <summary>As many times the requests, at the same hours.</summary>
    public TrafficProfile Times(decimal factor) => this with { Average = Average * factor, Peak = Peak * factor };
}

/// <summary>The tokens of a usual request.</summary>
/// <param name="Input">All of them, the cached among them.</param>
public sealed record TokenUse(long Input, long Output, long Cached);

/// <summary>What a usual request takes where it is paid by the request.</summary>
/// <param name="Seconds">That it runs.</param>
/// <param name="Gigabytes">That it holds meanwhile.</param>
public sealed record RequestRun(decimal Seconds, decimal Gigabytes);

/// <summary>How much of the work is asked again, or known before it is asked.</summary>
/// <param name="Share">Of the requests, those whose answer could have been computed ahead or kept, 0 to 1, measured.</param>
/// <param name="OldestHours">How old such an answer may be; 0 when each must be fresh.</param>
public sealed record RepeatedInputs(decimal Share, decimal OldestHours);

/// <summary>What one machine of a class does of this work.</summary>
/// <param name="RequestsPerSecond">At full load, above 0.</param>
/// <param name="Source">The evaluation that measured it, or who says so.</param>
public sealed record WorkloadSpeed(string HardwareClass, decimal RequestsPerSecond, string Source, DateOnly AsOf);

/// <summary>All that the choice of a place asks of a workload.</summary>
/// <param name="Availability">The share of the time in which it must answer, 0 to 1.</param>
/// <param name="Regions">In which its data may be, by name only.</param>
/// <param name="PrivateOnly">It may run on nothing that others use too.</param>
/// <param name="ApprovedVendors">Empty for all.</param>
/// <param name="EgressGigabytes">That leave the place in a month.</param>
/// <param name="MemoryGigabytes">Measured at the peak; 0 when nobody has measured.</param>
/// <param name="MemoryHeadroom">Share above that which a machine must have.</param>
/// <param name="TargetLoad">The share of its full speed that a machine is planned for, above 0 up to 1.</param>
/// <param name="Tokens">Null for what is not paid by the token.</param>
/// <param name="Run">Null for what cannot be run by the request.</param>
/// <param name="LatencyMilliseconds">The slowest percent of the requests must be quicker; null when nobody waits.</param>
/// <param name="Licence">Of its model; null when nobody has said.</param>
/// <param name="Repeats">Null when nobody has measured what comes again.</param>
public sealed record WorkloadTerms(
    TrafficProfile Traffic, decimal Availability, IReadOnlyList<string> Regions, DataClassification Classification, bool PrivateOnly, IReadOnlyList<string> ApprovedVendors, decimal EgressGigabytes,
    decimal MemoryGigabytes, decimal MemoryHeadroom, decimal TargetLoad, IReadOnlyList<WorkloadSpeed> Speeds, TokenUse? Tokens = null, RequestRun? Run = null, decimal? LatencyMilliseconds = null,
    ModelLicence? Licence = null, RepeatedInputs? Repeats = null)
{
    /// <summary>The usual allowance where nobody says another.</summary>
    public const decimal UsualHeadroom = 0.2m;

    public const decimal UsualLoad = 0.7m;

    /// <summary>Somebody waits for each answer, so nothing may take the machine away.</summary>
    public bool IsLatencyBound => LatencyMilliseconds is not null;

    /// <summary>As many times the traffic, and what leaves with it.</summary>
    public WorkloadTerms Times(decimal factor) => this with { Traffic = Traffic.Times(factor), EgressGigabytes = EgressGigabytes * factor };

    public WorkloadSpeed? SpeedOn(string hardwareClass) => Speeds.FirstOrDefault(speed => speed.HardwareClass.Equals(hardwareClass, StringComparison.OrdinalIgnoreCase));
}
