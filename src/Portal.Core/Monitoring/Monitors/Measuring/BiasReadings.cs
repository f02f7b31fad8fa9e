using Portal.Core.Monitoring.Observations;
using Portal.Statistics.Fairness;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Whether groups of people still get the favourable answer about as often as each other, and are treated rightly as often.</summary>
internal static class BiasReadings
{
    public static WindowMeasured Of(MonitorSettings settings, ObservedBaseline baseline, ObservedWindow window)
    {
        var attributes = settings.Attributes is { Count: > 0 } named ? named : [.. window.Fairness.Keys.Order(StringComparer.Ordinal)];
        var missing = attributes.Where(attribute => !window.Fairness.ContainsKey(attribute)).ToList();
        var readings = attributes.Except(missing, StringComparer.Ordinal).SelectMany(attribute => OfAttribute(settings, attribute, baseline, window)).ToList();
        var verdict = WindowVerdicts.Worst(readings.Where(reading => reading.Measure == ImpactRatio).Select(reading => reading.Verdict));
        if (verdict == WindowVerdict.NotEnoughData)
        {
            return WindowVerdicts.NotEnough(window.VersionId, window.Rows, NotEnough(window, missing), readings);
        }

        var worst = readings.Where(reading => reading.Measure == ImpactRatio && reading.Verdict == verdict).OrderBy(reading => reading.Value ?? double.MaxValue).First();
        return new WindowMeasured(window.VersionId, verdict, worst.Sentence, window.Rows, readings);
    }

    private const string ImpactRatio = "impactRatio";

    private static IEnumerable<Reading> OfAttribute(MonitorSettings settings, string attribute, ObservedBaseline baseline, ObservedWindow window)
    {
        var options = new FairnessOptions { MinimumRows = (int)Math.Min(int.MaxValue, settings.FewestRows ?? MonitorLimits.FewestRows), Level = settings.Alpha ?? MonitorLimits.Alpha, BootstrapSamples = 0 };
        var now = FairnessReport.Measure(window.Fairness[attribute], options);
        var before = baseline.Fairness.TryGetValue(attribute, out var held) ? FairnessReport.Measure(held, options) : null;
        var limit = settings.LeastRatio ?? MonitorLimits.LeastRatio;
        foreach (var impact in now.Impact.Groups)
        {
            var reference = before?.Impact.Groups.FirstOrDefault(group => group.Group == impact.Group);
            yield return new Reading(
                $"{attribute}: {impact.Group}", ImpactRatio, WindowVerdicts.Finite(impact.Ratio), WindowVerdicts.Finite(impact.RatioInterval?.Lower), WindowVerdicts.Finite(impact.RatioInterval?.Upper),
                WindowVerdicts.Finite(reference?.Ratio), limit, impact.PValue, impact.AdjustedPValue, impact.Selection.Rows, Verdict(impact, limit, options.Level, now.Impact.EqualRatesPValue), Sentence(impact, limit))
            {
                Also = WindowVerdicts.Also(("selectionRate", impact.Selection.Value), ("referenceSelectionRate", reference?.Selection.Value), ("difference", impact.Difference)),
            };
        }

        foreach (var (measure, report) in now.Measures.OrderBy(pair => pair.Key))
        {
            yield return new Reading(
                attribute, NameOf(measure), WindowVerdicts.Finite(report.Eligible.Difference), null, null, WindowVerdicts.Finite(before?.Measures[measure].Eligible.Difference), options.NotableGap, null,
                report.LargestSignificant?.AdjustedPValue, now.Rows, report.Eligible.Difference is null ? WindowVerdict.NotEnoughData : report.Alarms ? WindowVerdict.Warning : WindowVerdict.Quiet, report.Sentence);
        }
    }

    /// <param name="equal">P of one rate in all groups. Of many equal groups one is always the highest and another may lie far below it: that alone is no breach.</param>
    private static WindowVerdict Verdict(GroupImpact impact, double limit, double level, double? equal) => impact switch
    {
        { Verdict: null } or { Ratio: null } => WindowVerdict.NotEnoughData,
        { Test: null } => WindowVerdict.Quiet,
        _ when impact.Ratio < limit => impact.AdjustedPValue <= level && equal <= level ? WindowVerdict.Breach : WindowVerdict.Warning,
        { Verdict: ImpactVerdict.Review } => WindowVerdict.Warning,
        _ => WindowVerdict.Quiet,
    };

    private static string Sentence(GroupImpact impact, double limit) => limit == MonitorLimits.LeastRatio
        ? impact.Sentence
        : FormattableString.Invariant($"{impact.Sentence} The limit here is {limit:0.##} times.");

    private static string NotEnough(ObservedWindow window, List<string> missing) => missing.Count > 0
        ? $"Nothing was sent of {string.Join(", ", missing)}, so groups cannot be told apart."
        : $"{window.Rows:N0} rows came in this window; no two groups have enough of them to be compared.";

    private static string NameOf(FairnessMeasure measure) => char.ToLowerInvariant(measure.ToString()[0]) + measure.ToString()[1..];
}
