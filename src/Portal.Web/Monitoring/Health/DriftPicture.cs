using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Monitoring.Health;

/// <summary>The windows of a drift monitor as a heat map.</summary>
/// <param name="Finding">What it says, in a sentence.</param>
public sealed record DriftPicture(IReadOnlyList<ChartWindow> Windows, IReadOnlyList<HeatRow> Rows, string Finding)
{
    /// <param name="chosen">The cell that is explained below.</param>
    public static DriftPicture Of(HealthView health, HealthMonitor monitor, DateTimeOffset now, (string Column, DateTimeOffset Window)? chosen = null)
    {
        var runs = monitor.Runs.Where(run => run.State == MonitorRunState.Completed).ToList();
        var columns = runs.SelectMany(run => run.Readings).Where(reading => reading.Subject != Reading.Table).Select(reading => reading.Subject).Distinct(StringComparer.Ordinal)
            .OrderByDescending(column => runs.Max(run => Rank(run, column)))
            .ThenByDescending(column => runs.Max(run => Nearness(HealthReadings.Of(run, column))))
            .ToList();
        return new DriftPicture(
            [.. runs.Select(run => WindowNames.Of(monitor, run, now))],
            [.. columns.Select(column => new HeatRow(
                column,
                [.. runs.Select(run => Cell(health, run, column, chosen))],
                runs.Select(run => HealthReadings.Of(run, column)).FirstOrDefault(reading => reading is not null) is { } first ? MeasureWords.Short(first.Measure) : null))],
            Told(monitor, runs, columns));
    }

    private static HeatCell Cell(HealthView health, HealthRun run, string column, (string Column, DateTimeOffset Window)? chosen)
    {
        if (HealthReadings.Of(run, column) is not { } reading)
        {
            return HeatCell.Nothing("It was not measured in this window.");
        }

        // A column can also alarm by what is missing, new or not finite: those readings stand behind its own.
        var all = run.Readings.Where(one => one.Subject == column).ToList();
        var level = all.MaxBy(one => HealthRun.Rank(one.Verdict))!.Verdict switch
        {
            WindowVerdict.Breach => HeatLevel.Breach,
            WindowVerdict.Warning => HeatLevel.Warning,
            WindowVerdict.NotEnoughData => HeatLevel.NotEnoughData,
            _ => HeatLevel.Quiet,
        };
        return new HeatCell(
            level, reading.Value is { } value ? Figures.Number(value, 2) : "", Nearness(reading), string.Join(' ', all.Select(one => one.Sentence)),
            HealthPages.ColumnUrl(health.Subject.Environment, health.Subject.Model, column, run.From), chosen == (column, run.From));
    }

    private static int Rank(HealthRun run, string column) => run.Readings.Where(reading => reading.Subject == column).Select(reading => HealthRun.Rank(reading.Verdict)).DefaultIfEmpty(0).Max();

    private static double Nearness(Reading? reading) => reading is { Value: { } value, Limit: > 0 and var limit } && double.IsFinite(value) ? Math.Max(0, value / limit) : 0;

    private static string Told(HealthMonitor monitor, List<HealthRun> runs, List<string> columns)
    {
        if (runs.Count == 0)
        {
            return "No window has been measured yet.";
        }

        var last = runs[^1];
        var drifted = columns.Where(column => Rank(last, column) >= HealthRun.Rank(WindowVerdict.Warning)).ToList();
        return drifted.Count == 0
            ? $"Drift of {Figures.Count(columns.Count, "column")} over {Figures.Count(runs.Count, "window")}. In the last one, {WindowNames.InWords(monitor, last.From)}, none drifted."
            : $"Drift of {Figures.Count(columns.Count, "column")} over {Figures.Count(runs.Count, "window")}. In the last one, {WindowNames.InWords(monitor, last.From)}, {Figures.Count(drifted.Count)} drifted: {string.Join(", ", drifted)}.";
    }
}
