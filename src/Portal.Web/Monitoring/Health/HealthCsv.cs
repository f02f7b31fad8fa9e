using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Health;

/// <summary>What a section of the pages shows as a table of readings: one line a subject, measure and window, as RFC 4180 has it.</summary>
public static class HealthCsv
{
    private static readonly string[] s_head =
        ["monitor", "kind", "window_from", "window_to", "version", "subject", "measure", "value", "low", "high", "reference", "limit", "p", "adjusted_p", "rows", "verdict", "sentence"];

    public static string Write(IEnumerable<HealthMonitor> monitors)
    {
        var text = new StringBuilder();
        CsvText.Line(text, s_head);
        foreach (var (monitor, run) in monitors.SelectMany(monitor => monitor.Runs.Select(run => (monitor, run))))
        {
            foreach (var reading in run.Readings)
            {
                CsvText.Line(text, Fields(monitor, run, reading));
                foreach (var (measure, value) in reading.Also ?? new Dictionary<string, double>())
                {
                    CsvText.Line(text, Fields(monitor, run, new Reading(reading.Subject, measure, value, null, null, null, null, null, null, reading.Rows, reading.Verdict, "")));
                }
            }
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Fields(HealthMonitor monitor, HealthRun run, Reading reading) =>
    [
        monitor.Name, monitor.Kind.ToString(), Text(run.From), Text(run.To), run.Version?.ToString(CultureInfo.InvariantCulture) ?? "", reading.Subject, reading.Measure,
        Text(reading.Value), Text(reading.Low), Text(reading.High), Text(reading.Reference), Text(reading.Limit), Text(reading.P), Text(reading.AdjustedP),
        reading.Rows.ToString(CultureInfo.InvariantCulture), reading.Verdict.ToString(), reading.Sentence,
    ];

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
