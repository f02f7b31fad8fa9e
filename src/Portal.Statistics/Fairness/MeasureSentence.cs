using System.Globalization;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>Says what the gap of a measure comes to.</summary>
internal static class MeasureSentence
{
    public static string Of(FairnessMeasure measure, Parity gap, GroupGap? largest, FairnessOptions options)
    {
        if (gap.Difference is not { } difference)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Fewer than two groups have {options.MinimumRows} rows and a {measure.RateInWords()}, so there is nothing to compare.");
        }

        var apart = string.Create(
            CultureInfo.InvariantCulture,
            $"The groups lie {100 * difference:0.0} points apart in {measure.RateInWords()}, {gap.Lowest} being lowest and {gap.Highest} highest");
        return largest is null
            ? apart + "; no group's gap is more than chance would give."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{apart}; the largest gap that is more than chance is {-100 * largest.Difference:0.0} points, {largest.Group} below {largest.Reference} (adjusted p {SpokenNumber.PValue(largest.AdjustedPValue)}).");
    }
}
