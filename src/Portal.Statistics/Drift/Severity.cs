namespace Portal.Statistics.Drift;

/// <summary>How urgent a finding is; a later one is more urgent.</summary>
public enum Severity
{
    /// <summary>Nothing to do.</summary>
    None,

    /// <summary>Worth a look.</summary>
    Warn,

    /// <summary>Somebody has to act.</summary>
    Alarm,
}
