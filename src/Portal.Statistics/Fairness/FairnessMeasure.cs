namespace Portal.Statistics.Fairness;

/// <summary>What groups may be asked to have in common.</summary>
public enum FairnessMeasure
{
    /// <summary>The selection rate: share of all rows that is predicted the favourable outcome.</summary>
    DemographicParity,

    /// <summary>The true positive rate (Hardt, Price and Srebro, 2016).</summary>
    EqualOpportunity,

    /// <summary>The false positive rate.</summary>
    PredictiveEquality,

    /// <summary>The share of selected rows that turns out favourable.</summary>
    PredictiveParity,

    /// <summary>The share of refused rows that would have turned out favourable.</summary>
    FalseOmissionParity,

    /// <summary>The share of rows decided rightly.</summary>
    AccuracyParity,

    /// <summary>True and false positive rate at once: the worse of both.</summary>
    EqualisedOdds,
}

/// <summary>What measures are called.</summary>
internal static class FairnessMeasureWords
{
    /// <summary>The measures that compare one rate.</summary>
    public static IReadOnlyList<FairnessMeasure> OfOneRate { get; } =
    [
        FairnessMeasure.DemographicParity, FairnessMeasure.EqualOpportunity, FairnessMeasure.PredictiveEquality,
        FairnessMeasure.PredictiveParity, FairnessMeasure.FalseOmissionParity, FairnessMeasure.AccuracyParity,
    ];

    public static string RateInWords(this FairnessMeasure measure) => measure switch
    {
        FairnessMeasure.DemographicParity => "selection rate",
        FairnessMeasure.EqualOpportunity => "true positive rate",
        FairnessMeasure.PredictiveEquality => "false positive rate",
        FairnessMeasure.PredictiveParity => "positive predictive value",
        FairnessMeasure.FalseOmissionParity => "false omission rate",
        FairnessMeasure.AccuracyParity => "accuracy",
        FairnessMeasure.EqualisedOdds => "true or false positive rate",
    };
}
