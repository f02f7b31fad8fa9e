using Portal.Core.Monitoring.Observations;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Whether the rows of a window are complete, valid and not repeated, by the rules of the training data.</summary>
internal static class QualityReadings
{
    private const double Good = 90;

    /// <param name="columns">Empty for all.</param>
    public static WindowMeasured Of(MonitorSettings settings, IReadOnlyList<string> columns, ObservedBaseline baseline, ObservedWindow window)
    {
        if (window.Rows == 0)
        {
            return WindowVerdicts.NotEnough(window.VersionId, 0, "No rows came in this window, so none can be judged.");
        }

        var least = settings.LeastScore ?? MonitorLimits.LeastScore;
        var rules = columns.Count == 0
            ? baseline.Quality
            : new QualityRules([.. baseline.Quality.Columns.Where(rule => rule.Key || columns.Contains(rule.Name, StringComparer.Ordinal))]);
        var score = QualityScore.Measure(window.Quality, rules, bands: new QualityBands(Math.Max(Good, least), least));
        var verdict = score.Band switch
        {
            QualityBand.Good => WindowVerdict.Quiet,
            QualityBand.Warn => WindowVerdict.Warning,
            _ => WindowVerdict.Breach,
        };
        var sentence = Sentence(score, least);
        var readings = new List<Reading> { new(Reading.Table, "score", score.Score, null, null, null, least, null, null, window.Rows, verdict, sentence) };
        readings.AddRange(score.MissingRequired.Select(column => new Reading(
            column, "absent", 1, null, null, 0, 0, null, null, window.Rows, WindowVerdict.Breach, $"{column} was in no row of this window; it must come. The score is at most {QualityScore.RequiredAbsentCap:0} without it.")));
        readings.AddRange(score.Dimensions.Where(dimension => dimension.Value is not null).Select(dimension => new Reading(
            Reading.Table, NameOf(dimension.Kind), 100 * dimension.Value, null, null, null, null, null, null, window.Rows, WindowVerdict.Quiet, dimension.Sentence)));
        return new WindowMeasured(window.VersionId, verdict, sentence, window.Rows, readings);
    }

    private static string Sentence(QualityScore score, double least)
    {
        var worst = score.Dimensions.Where(dimension => dimension.Value is not null).MinBy(dimension => dimension.Value);
        return FormattableString.Invariant($"The rows score {score.Score:0.#} of 100; below {least:0.#} they breach.{(worst is { Value: < 1 } ? " " + worst.Sentence : "")}");
    }

    private static string NameOf(QualityKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
