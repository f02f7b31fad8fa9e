namespace Portal.Statistics.Fairness;

/// <summary>One group in numbers. Selected means predicted the <b>favourable</b> outcome. What needs true outcomes is counted among the
/// rows that have one; what the rows do not define is <see langword="null"/>.</summary>
/// <param name="Group">The group's label.</param>
/// <param name="Rows">All rows.</param>
/// <param name="Share">Share of the rows of all groups.</param>
/// <param name="Labelled">Rows whose true outcome is known.</param>
/// <param name="Positives">Rows whose true outcome is favourable.</param>
/// <param name="Selection">Selected rows among all.</param>
/// <param name="Base">Truly favourable rows among the labelled.</param>
/// <param name="TruePositive">Selected rows among the truly favourable.</param>
/// <param name="FalsePositive">Selected rows among the truly unfavourable.</param>
/// <param name="PositivePredictive">Truly favourable rows among the selected.</param>
/// <param name="FalseOmission">Truly favourable rows among the refused.</param>
/// <param name="Accuracy">Rows decided rightly among the labelled.</param>
/// <param name="TreatmentRatio">False negatives over false positives.</param>
/// <param name="MeanScore">Mean score of the rows that have one.</param>
/// <param name="CalibrationError">Expected calibration error over ten equal-width bins.</param>
/// <param name="ScoreGap">Mean score minus base rate of the rows that have both: positive where scores promise too much.</param>
/// <param name="Eligible">Whether the group has enough rows for a verdict.</param>
/// <param name="Suppressed">Whether an export leaves the figures out, because the group is so small that they tell of single people.</param>
public sealed record GroupReport(
    string Group,
    long Rows,
    double Share,
    long Labelled,
    long Positives,
    GroupRate Selection,
    GroupRate Base,
    GroupRate TruePositive,
    GroupRate FalsePositive,
    GroupRate PositivePredictive,
    GroupRate FalseOmission,
    GroupRate Accuracy,
    double? TreatmentRatio,
    double? MeanScore,
    double? CalibrationError,
    double? ScoreGap,
    bool Eligible,
    bool Suppressed = false)
{
    /// <summary>A cell below this many rows is left out of exports.</summary>
    public const int SmallestExported = 5;

    /// <summary>Refused rows among the truly favourable.</summary>
    public GroupRate FalseNegative => Rest(TruePositive);

    /// <summary>Refused rows among the truly unfavourable.</summary>
    public GroupRate TrueNegative => Rest(FalsePositive);

    /// <summary>Truly unfavourable rows among the refused.</summary>
    public GroupRate NegativePredictive => Rest(FalseOmission);

    /// <summary>The rate that a measure compares.</summary>
    /// <param name="measure">A measure of one rate; not <see cref="FairnessMeasure.EqualisedOdds"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The measure compares two rates.</exception>
    public GroupRate Rate(FairnessMeasure measure) => measure switch
    {
        FairnessMeasure.DemographicParity => Selection,
        FairnessMeasure.EqualOpportunity => TruePositive,
        FairnessMeasure.PredictiveEquality => FalsePositive,
        FairnessMeasure.PredictiveParity => PositivePredictive,
        FairnessMeasure.FalseOmissionParity => FalseOmission,
        FairnessMeasure.AccuracyParity => Accuracy,
        FairnessMeasure.EqualisedOdds => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Equalised odds compare two rates."),
    };

    /// <summary>The group as an export shows it: a group of fewer than <see cref="SmallestExported"/> rows by its size alone, and a rate
    /// only where it is counted among at least as many rows.</summary>
    public GroupReport ForExport()
    {
        if (Rows < SmallestExported)
        {
            return new GroupReport(
                Group, Rows, Share, 0, 0, default, default, default, default, default, default, default, null, null, null, null, Eligible, true);
        }

        var small = Labelled is > 0 and < SmallestExported;
        return this with
        {
            Labelled = small ? 0 : Labelled,
            Positives = small ? 0 : Positives,
            Base = Shown(Base),
            TruePositive = Shown(TruePositive),
            FalsePositive = Shown(FalsePositive),
            PositivePredictive = Shown(PositivePredictive),
            FalseOmission = Shown(FalseOmission),
            Accuracy = Shown(Accuracy),
            TreatmentRatio = small ? null : TreatmentRatio,
            CalibrationError = small ? null : CalibrationError,
            ScoreGap = small ? null : ScoreGap,
        };
    }

    internal static GroupReport Of(GroupTally tally, long rows, FairnessOptions options)
    {
        var counts = tally.Counts;
        var labelled = counts.Labelled;
        return new GroupReport(
            counts.Group,
            counts.Rows,
            (double)counts.Rows / rows,
            labelled.Rows,
            labelled.Positives,
            new GroupRate(counts.Selected, counts.Rows),
            new GroupRate(labelled.Positives, labelled.Rows),
            new GroupRate(labelled.TruePositives, labelled.Positives),
            new GroupRate(labelled.FalsePositives, labelled.Negatives),
            new GroupRate(labelled.TruePositives, labelled.PredictedPositives),
            new GroupRate(labelled.FalseNegatives, labelled.Rows - labelled.PredictedPositives),
            new GroupRate(labelled.TruePositives + labelled.TrueNegatives, labelled.Rows),
            labelled.FalsePositives == 0 ? null : (double)labelled.FalseNegatives / labelled.FalsePositives,
            tally.Scored == 0 ? null : tally.ScoreSum / tally.Scored,
            tally.Calibration?.ExpectedError(),
            tally.Calibration is { } bins ? (bins.ScoreSum - bins.Positives) / bins.Rows : null,
            counts.Rows >= options.MinimumRows);
    }

    private static GroupRate Rest(GroupRate rate) => new(rate.Rows - rate.Hits, rate.Rows);

    private static GroupRate Shown(GroupRate rate) => rate.Rows < SmallestExported ? default : rate;
}
