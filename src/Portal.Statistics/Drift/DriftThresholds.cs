using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>From which size on an effect warns, and from which it alarms.</summary>
/// <param name="Warn">In the measure's own unit.</param>
/// <param name="Alarm">At least as large.</param>
public readonly record struct EffectLimits(double Warn, double Alarm);

/// <summary>What drift, missing values and new categories are judged by. The values here are the defaults.</summary>
public sealed record DriftThresholds
{
    /// <summary>The defaults.</summary>
    public static DriftThresholds Default { get; } = new();

    /// <summary>Of numeric columns, in standard deviations of the reference.</summary>
    public EffectLimits WassersteinNormalised { get; init; } = new(0.1, 0.25);

    /// <summary>Of categories, of few distinct values and of heavy tails.</summary>
    public EffectLimits JensenShannon { get; init; } = new(0.1, 0.2);

    /// <summary>Of scores and predictions.</summary>
    public EffectLimits Psi { get; init; } = new(0.1, 0.25);

    /// <summary>The largest adjusted p-value that counts as significant, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How p-values are adjusted for the number of tests in the run.</summary>
    public Correction Correction { get; init; } = Correction.FalseDiscoveryRate;

    /// <summary>The fewest rows on each side that anything is concluded from.</summary>
    public long MinimumRows { get; init; } = NumericDriftResult.MinimumRows;

    /// <summary>A missing rate that changed by so much alarms, when significant.</summary>
    public double MissingDifference { get; init; } = 0.05;

    /// <summary>So does one that rose to so many times what it was …</summary>
    public double MissingRatio { get; init; } = 2;

    /// <summary>… and by at least so much.</summary>
    public double MissingRatioDifference { get; init; } = 0.01;

    /// <summary>New categories alarm from this share of the rows on …</summary>
    public double NewCategoryShare { get; init; } = 0.01;

    /// <summary>… and from so many rows.</summary>
    public long NewCategoryRows { get; init; } = 5;

    /// <summary>The dataset alarms when columns of this weight drifted.</summary>
    public double DatasetShare { get; init; } = 0.3;

    /// <summary>The limits of a measure.</summary>
    /// <param name="measure">The measure.</param>
    public EffectLimits Of(DriftMeasure measure) => measure switch
    {
        DriftMeasure.WassersteinNormalised => WassersteinNormalised,
        DriftMeasure.JensenShannon => JensenShannon,
        DriftMeasure.Psi => Psi,
    };
}
