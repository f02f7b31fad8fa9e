namespace Portal.Statistics.Drift;

/// <summary>How a column's comparison ended.</summary>
public enum DriftStatus
{
    /// <summary>Compared, and no drift.</summary>
    Ok,

    /// <summary>The effect reaches its limit and is significant.</summary>
    Drifted,

    /// <summary>Too few rows on a side: the numbers are shown, and nothing is concluded from them.</summary>
    InsufficientData,

    /// <summary>A side has no values.</summary>
    NoData,

    /// <summary>The column's values are not of the type that the baseline has.</summary>
    TypeMismatch,

    /// <summary>All values of the reference are the same, and the window has others.</summary>
    ReferenceConstant,
}
