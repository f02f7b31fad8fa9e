using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Fairness;

/// <summary>A group whose rate differs from that of the group with the highest one.</summary>
/// <param name="Group">The group.</param>
/// <param name="Reference">The group with the highest rate.</param>
/// <param name="Difference">Rate of the group minus that of the reference: at most 0.</param>
/// <param name="AdjustedPValue">Two-sided p-value of no difference, adjusted over the groups (Benjamini–Hochberg).</param>
public sealed record GroupGap(string Group, string Reference, double Difference, double AdjustedPValue);

/// <summary>One fairness measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="All">The gap over all groups that define the rate, however small.</param>
/// <param name="Eligible">The gap over the groups with enough rows: what may alarm.</param>
/// <param name="Interval">95 % bootstrap interval of the eligible groups' difference: the gap of many small groups grows by chance
/// alone. <see langword="null"/> where no bootstrap was asked for.</param>
/// <param name="SkippedSamples">Samples of the bootstrap in which fewer than two groups define the rate.</param>
/// <param name="LargestSignificant">The largest gap that is more than chance; <see langword="null"/> where none is.</param>
/// <param name="EqualRatesPValue">P-value of one rate in all groups with enough rows; <see langword="null"/> with fewer than two.</param>
/// <param name="Alarms">Whether that gap is at least <see cref="FairnessOptions.NotableGap"/>, and the groups taken together differ by more
/// than chance.</param>
/// <param name="Sentence">What it comes to, in words.</param>
public sealed record MeasureReport(
    FairnessMeasure Measure,
    Parity All,
    Parity Eligible,
    Interval? Interval,
    int SkippedSamples,
    GroupGap? LargestSignificant,
    double? EqualRatesPValue,
    bool Alarms,
    string Sentence)
{
    internal static MeasureReport Of(
        FairnessMeasure measure, IReadOnlyList<GroupReport> groups, GapInterval? interval, FairnessOptions options)
    {
        GroupReport[] eligible = [.. groups.Where(group => group.Eligible)];
        var gap = Parity.Of(eligible, measure);
        var (largest, equal) = measure == FairnessMeasure.EqualisedOdds
            ? Worse(Test(FairnessMeasure.EqualOpportunity, eligible, options), Test(FairnessMeasure.PredictiveEquality, eligible, options))
            : Test(measure, eligible, options);
        return new MeasureReport(
            measure,
            Parity.Of(groups, measure),
            gap,
            interval?.Interval,
            interval?.Skipped ?? 0,
            largest,
            equal,
            equal <= options.Level && largest is not null && -largest.Difference >= options.NotableGap,
            MeasureSentence.Of(measure, gap, largest, options));
    }

    /// <summary>Each group with enough rows, and enough of those that the rate is counted among, against the one with the highest rate.</summary>
    private static (GroupGap? Largest, double? Equal) Test(FairnessMeasure measure, GroupReport[] eligible, FairnessOptions options)
    {
        var needed = measure is FairnessMeasure.DemographicParity or FairnessMeasure.AccuracyParity ? options.MinimumRows : options.MinimumOutcomes;
        var groups = eligible.Where(group => group.Rate(measure).Rows >= needed).ToArray();
        if (groups.Length < 2)
        {
            return (null, null);
        }

        var reference = groups.MaxBy(group => group.Rate(measure).Value)!;
        var best = reference.Rate(measure);
        var others = groups.Where(group => group != reference).ToArray();
        var adjusted = MultipleTesting.Adjust(
            [.. others.Select(group => group.Rate(measure)).Select(rate => RateComparison.Compare(rate.Hits, rate.Rows, best.Hits, best.Rows)!.Value.PValue)],
            Correction.FalseDiscoveryRate);
        var largest = others
            .Zip(adjusted, (group, p) => new GroupGap(group.Group, reference.Group, group.Rate(measure).Value!.Value - best.Value!.Value, p))
            .Where(gap => gap.AdjustedPValue <= options.Level)
            .MinBy(gap => gap.Difference);
        return (largest, EqualRates.PValue([.. groups.Select(group => group.Rate(measure))]));
    }

    /// <summary>The larger gap; two tests were made, so that its p-value counts double.</summary>
    private static (GroupGap? Largest, double? Equal) Worse((GroupGap? Largest, double? Equal) first, (GroupGap? Largest, double? Equal) second)
    {
        var (largest, equal) = first.Largest is null || second.Largest?.Difference < first.Largest.Difference ? second : first;
        return (largest, equal is { } p ? Math.Min(1, 2 * p) : null);
    }
}
