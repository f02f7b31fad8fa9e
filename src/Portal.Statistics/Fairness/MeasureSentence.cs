using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>Says what the gap of a measure comes to.</summary>
internal static class MeasureSentence
{
    public static string Of(FairnessMeasure measure, Parity gap, GroupGap? largest, FairnessOptions options)
    {
        if (gap.Difference is not { } difference)
        {
            return $"Fewer than two groups have {SpokenNumber.Count(options.MinimumRows)} rows and a {measure.RateInWords()}, so there is nothing to compare.";
        }

        var apart = $"The groups lie {SpokenNumber.Points(difference)} apart in {measure.RateInWords()}, {gap.Lowest} being lowest and {gap.Highest} highest";
        return largest is null
            ? apart + "; no group's gap is more than chance would give."
            : $"{apart}; the largest gap that is more than chance is {SpokenNumber.Points(-largest.Difference)}, {largest.Group} below {largest.Reference} (adjusted p {SpokenNumber.PValue(largest.AdjustedPValue)}).";
    }
}
