using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>A category in a bias audit.</summary>
/// <param name="Category">The group's label: a sex, a race or ethnicity, or a crossing of both.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Share">Its share of all rows.</param>
/// <param name="SelectionRate">Selected rows among them.</param>
/// <param name="ImpactRatio">The rate over that of the most selected category.</param>
/// <param name="ScoringRate">Share of its scores above the median of the sample; <see langword="null"/> without scores.</param>
/// <param name="ScoringImpactRatio">The scoring rate over the highest.</param>
/// <param name="Small">Whether it is below 2 % of the data: it may be left out of the ratios, with a justification.</param>
public sealed record AuditedCategory(
    string Category,
    long Rows,
    double Share,
    double SelectionRate,
    double? ImpactRatio,
    double? ScoringRate,
    double? ScoringImpactRatio,
    bool Small);

/// <summary>The figures that New York City's Local Law 144 asks a bias audit for (Admin. Code 20-870, 6 RCNY 5-300 to 5-304). The law has no
/// pass mark: it reports, it does not judge. Measure sex, race or ethnicity, and their crossing each.</summary>
/// <param name="Categories">The known categories, in ordinal order.</param>
/// <param name="UnknownRows">Rows whose category is missing: stated, and left out of the ratios.</param>
/// <param name="MedianScore">The median score of the sample; <see langword="null"/> without scores.</param>
/// <param name="ScoringRateError">The most that a scoring rate can be too low, because it was read from a histogram; 0 where exact.</param>
/// <param name="Sentence">What it comes to, in words.</param>
public sealed record LocalLaw144(
    IReadOnlyList<AuditedCategory> Categories, long UnknownRows, double? MedianScore, double ScoringRateError, string Sentence)
{
    /// <summary>Makes the figures of one attribute, or of crossed ones.</summary>
    /// <param name="groups">The groups of a report.</param>
    /// <param name="scoring">Their scoring rates; <see langword="null"/> without scores.</param>
    /// <param name="options">What share is small.</param>
    public static LocalLaw144 Of(IReadOnlyList<GroupReport> groups, ScoringRates? scoring, FairnessOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        var known = groups.Where(group => !GroupLabels.HasMissing(group.Group)).ToArray();
        var rates = (scoring?.Groups ?? []).ToDictionary(group => group.Group, StringComparer.Ordinal);
        var highest = known.Max(group => group.Selection.Value);
        var highestScoring = known.Max(group => ScoringRate(group));
        AuditedCategory[] categories = [.. known.Select(group => new AuditedCategory(
            group.Group,
            group.Rows,
            group.Share,
            group.Selection.Value!.Value,
            highest > 0 ? group.Selection.Value / highest : null,
            ScoringRate(group),
            highestScoring > 0 ? ScoringRate(group) / highestScoring : null,
            group.Share < options.SmallShare))];
        var unknown = groups.Sum(group => group.Rows) - known.Sum(group => group.Rows);
        return new LocalLaw144(
            categories, unknown, scoring?.Median, rates.Values.Select(rate => rate.Error).DefaultIfEmpty().Max(), Words(categories, unknown));

        double? ScoringRate(GroupReport group) => rates.TryGetValue(group.Group, out var rate) ? rate.Rate.Value : null;
    }

    private static string Words(AuditedCategory[] categories, long unknown)
    {
        var left = unknown == 0 ? "No row's category is unknown" : $"{SpokenNumber.Count(unknown)} rows of unknown category are left out of the ratios";
        if (categories.Where(category => category.ImpactRatio is not null).MinBy(category => category.ImpactRatio) is not { } lowest)
        {
            return $"Nobody of a known category is selected, so there is no ratio. {left}.";
        }

        var small = categories.Count(category => category.Small);
        return $"The lowest impact ratio is {SpokenNumber.Ratio(lowest.ImpactRatio!.Value)} ({lowest.Category}, {SpokenNumber.Percent(lowest.SelectionRate)} of "
            + $"{SpokenNumber.Count(lowest.Rows)} rows selected). {left}; {small} of {categories.Length} categories are small enough to be left out with a justification.";
    }
}
