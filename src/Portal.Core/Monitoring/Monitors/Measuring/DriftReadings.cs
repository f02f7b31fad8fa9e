using Portal.Core.Monitoring.Observations;
using Portal.Statistics.Drift;
using Portal.Statistics.Performance;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Whether inputs, scores and outcomes of a window look like those of its reference: a verdict for each column, and one for the table.</summary>
internal static class DriftReadings
{
    private const string Label = "label";

    /// <summary>So many columns are named where more ask for attention.</summary>
    private const int Named = 3;

    /// <param name="columns">Empty for all.</param>
    /// <param name="before">A window of production to compare with; null to compare with the baseline.</param>
    /// <param name="importance">By column; empty where it is not known.</param>
    public static WindowMeasured Of(
        MonitorSettings settings, IReadOnlyList<string> columns, ObservedBaseline baseline, ObservedWindow window, ObservedWindow? before, IReadOnlyDictionary<string, double> importance)
    {
        var thresholds = Thresholds(settings);
        bool Wanted(string name) => columns.Count == 0 || columns.Contains(name, StringComparer.Ordinal);
        var results = baseline.Columns.Where(column => Wanted(column.Name)).Select(column => Column(column, window, before)).OfType<ColumnResult>()
            .Concat(Answers(baseline, window, before).Where(result => Wanted(result.Name)))
            .Select(result => result with { Importance = importance.Count == 0 ? null : importance.GetValueOrDefault(result.Name), IsCritical = settings.CriticalColumns?.Contains(result.Name, StringComparer.Ordinal) == true })
            .ToList();
        var verdicts = DriftRules.Decide(results, thresholds);
        var readings = verdicts.Zip(results).SelectMany(pair => Readings(pair.First, pair.Second)).ToList();
        if (results.Count == 0 || !verdicts.Any(verdict => WindowVerdicts.HasVerdict(verdict.Status)))
        {
            return WindowVerdicts.NotEnough(window.VersionId, window.Rows, NotEnough(window, before, thresholds.MinimumRows), readings);
        }

        var table = DriftRules.Dataset(results, verdicts, thresholds);
        var verdict = WindowVerdicts.Of(table.Severity);
        readings.Insert(0, new Reading(Reading.Table, "driftedShare", WindowVerdicts.Finite(table.DriftedShare), null, null, null, thresholds.DatasetShare, null, null, window.Rows, verdict, table.Sentence));
        return new WindowMeasured(window.VersionId, verdict, Sentence(table, verdicts), window.Rows, readings);
    }

    private static DriftThresholds Thresholds(MonitorSettings settings)
    {
        var standard = DriftThresholds.Default;
        EffectLimits With(EffectLimits limits) => new(settings.WarnEffect ?? Math.Min(limits.Warn, settings.AlarmEffect ?? limits.Warn), settings.AlarmEffect ?? Math.Max(limits.Alarm, settings.WarnEffect ?? limits.Alarm));
        return standard with
        {
            Alpha = settings.Alpha ?? MonitorLimits.Alpha,
            DatasetShare = settings.DriftedShare ?? MonitorLimits.DriftedShare,
            MinimumRows = settings.FewestRows ?? MonitorLimits.FewestRows,
            WassersteinNormalised = With(standard.WassersteinNormalised),
            JensenShannon = With(standard.JensenShannon),
            Psi = With(standard.Psi),
        };
    }

    private static ColumnResult? Column(BaselineColumn column, ObservedWindow window, ObservedWindow? before)
    {
        if (column.Numeric is { } numeric && window.Numbers.TryGetValue(column.Name, out var numbers))
        {
            return ColumnResult.Of(column.Name, before is null ? NumericDrift.Measure(numeric, numbers) : NumericDrift.Measure(numeric, before.Numbers[column.Name], numbers));
        }

        return column.Categorical is { } categorical && window.Categories.TryGetValue(column.Name, out var labels)
            ? ColumnResult.Of(column.Name, before is null ? CategoricalDrift.Measure(categorical, labels) : CategoricalDrift.Measure(categorical, before.Categories[column.Name], labels))
            : null;
    }

    /// <summary>What the model said, and what became true.</summary>
    private static IEnumerable<ColumnResult> Answers(ObservedBaseline baseline, ObservedWindow window, ObservedWindow? before)
    {
        if (baseline.Score is { } score && window.Score is { } scores)
        {
            yield return ColumnResult.Of(Reading.Score, before?.Score is { } past ? NumericDrift.Measure(score, past, scores) : NumericDrift.Measure(score, scores)) with { IsScore = true };
        }

        if (baseline.Prediction is { } prediction && window.Prediction is { } classes)
        {
            yield return ColumnResult.Of("prediction", before?.Prediction is { } past ? CategoricalDrift.Measure(prediction, past, classes) : CategoricalDrift.Measure(prediction, classes));
        }

        if ((before is null ? baseline.Performance : before.Performance) is { Labelled: > 0 } known && window.Performance is { Labelled: > 0 } came)
        {
            var reference = CategoricalBaseline.From(Outcomes(known, baseline));
            var counters = new CategoricalCounters(reference);
            counters.Add(Outcomes(came, baseline));
            yield return ColumnResult.Of(Label, CategoricalDrift.Measure(reference, counters));
        }
    }

    /// <summary>The labelled rows by what became true.</summary>
    private static Dictionary<string, long> Outcomes(PerformanceCounters counters, ObservedBaseline baseline) =>
        new[] { (Label: baseline.Scoring.PositiveClass, Rows: counters.Confusion.Positives), (Label: "other", Rows: counters.Confusion.Negatives) }
            .Where(one => one.Rows > 0).ToDictionary(one => one.Label, one => one.Rows, StringComparer.Ordinal);

    private static IEnumerable<Reading> Readings(ColumnVerdict verdict, ColumnResult result)
    {
        var (rows, reference, now) = (result.Numeric?.CurrentRows ?? result.Categorical?.CurrentRows ?? 0, result.Numeric?.ReferenceMean, result.Numeric?.CurrentMean);
        var main = WindowVerdicts.HasVerdict(verdict.Status) ? WindowVerdicts.Of(verdict.DriftSeverity) : WindowVerdict.NotEnoughData;
        yield return new Reading(
            verdict.Name, NameOf(verdict.Measure), WindowVerdicts.Finite(verdict.Effect), null, null, null, verdict.Limits?.Alarm, verdict.PValue, verdict.AdjustedPValue, rows, main, verdict.Sentence)
        {
            Also = WindowVerdicts.Also(
                ("warn", verdict.Limits?.Warn), ("psi", result.Numeric?.Bins?.Psi ?? result.Categorical?.Distances?.Psi), ("js2", result.Numeric?.Bins?.JensenShannon ?? result.Categorical?.Distances?.JensenShannon),
                ("ks", result.Numeric?.KsDistance), ("w1Norm", result.Numeric?.W1Normalised), ("referenceMean", reference), ("mean", now)),
        };
        foreach (var alarm in verdict.OwnAlarms)
        {
            yield return new Reading(
                verdict.Name, NameOf(alarm.Kind), alarm.CurrentRate, null, null, alarm.ReferenceRate, alarm.Limit, null, alarm.AdjustedPValue, rows, WindowVerdict.Breach, alarm.Sentence);
        }
    }

    private static string NameOf(DriftMeasure? measure) => measure switch
    {
        DriftMeasure.JensenShannon => "js2",
        DriftMeasure.Psi => "psi",
        _ => "w1Norm",
    };

    private static string NameOf(OwnAlarmKind kind) => kind switch
    {
        OwnAlarmKind.Missing => "missing",
        OwnAlarmKind.NonFinite => "nonFinite",
        _ => "newCategories",
    };

    private static string NotEnough(ObservedWindow window, ObservedWindow? before, long fewest) =>
        $"{window.Rows:N0} rows came in this window{(before is null ? "" : $" and {before.Rows:N0} in the one that it is compared with")}; below {fewest:N0} on either side nothing is concluded.";

    private static string Sentence(DatasetVerdict table, IReadOnlyList<ColumnVerdict> verdicts)
    {
        var flagged = verdicts.Where(verdict => verdict.Severity > Portal.Statistics.Drift.Severity.None).OrderByDescending(verdict => verdict.Severity).ThenByDescending(verdict => verdict.Effect).ToList();
        var named = string.Join(", ", flagged.Take(Named).Select(verdict => verdict.Name));
        return flagged.Count switch
        {
            0 => table.Sentence,
            1 => $"{table.Sentence} The column: {named}.",
            <= Named => $"{table.Sentence} The columns: {named}.",
            _ => $"{table.Sentence} Most of all: {named}.",
        };
    }
}
