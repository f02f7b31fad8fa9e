namespace Portal.Statistics.Drift;

/// <summary>The effect that a column is judged by.</summary>
public enum DriftMeasure
{
    /// <summary>Wasserstein-1 distance in standard deviations of the reference.</summary>
    WassersteinNormalised,

    /// <summary>Jensen–Shannon distance to base 2.</summary>
    JensenShannon,

    /// <summary>Population stability index.</summary>
    Psi,
}
