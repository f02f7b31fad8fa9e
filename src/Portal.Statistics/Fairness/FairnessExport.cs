namespace Portal.Statistics.Fairness;

/// <summary>A report as it may leave the house: cells of fewer than <see cref="GroupReport.SmallestExported"/> rows tell of single people
/// and are left out, wherever they show.</summary>
public static class FairnessExport
{
    /// <summary>The report without such cells. Groups stay listed, with their number of rows.</summary>
    /// <param name="report">A report.</param>
    public static FairnessReport ForExport(this FairnessReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        GroupReport[] groups = [.. report.Groups.Select(group => group.ForExport())];
        var hidden = groups.Where(group => group.Suppressed).Select(group => group.Group).ToHashSet(StringComparer.Ordinal);
        return report with
        {
            Groups = groups,
            Measures = report.Measures.ToDictionary(
                pair => pair.Key, pair => pair.Value with { All = Parity.Of(groups, pair.Key) }),
            Impact = report.Impact with { Groups = [.. report.Impact.Groups.Where(impact => !hidden.Contains(impact.Group))] },
            Audit = report.Audit is { } audit
                ? audit with { Categories = [.. audit.Categories.Where(category => !hidden.Contains(category.Category))] }
                : null,
            Weights = [.. report.Weights.Where(weight => weight.Rows >= GroupReport.SmallestExported)],
        };
    }
}
