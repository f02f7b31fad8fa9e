namespace Portal.Statistics.Counters;

/// <summary>What became true of a row. For fairness, positive means the <b>favourable</b> outcome.</summary>
public enum Outcome : byte
{
    /// <summary>The negative class.</summary>
    Negative = 0,

    /// <summary>The positive class.</summary>
    Positive = 1,

    /// <summary>Not known, or not yet: labels arrive later than decisions.</summary>
    Unknown = 2,
}
