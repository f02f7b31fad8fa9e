using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Web.Monitoring.Health;

/// <summary>What a section of the pages shows as a table of readings: one line a subject, measure and window, as RFC 4180 has it.</summary>
public static class HealthCsv
{
    private static readonly string[] s_head =
        ["monitor", "kind", "window_from", "window_to", "version", "subject", "measure", "value", "low", "high", "reference", "limit", "p", "adjusted_p", "rows", "verdict", "sentence"];

    public static string Write(IEnumerable<HealthMonitor> monitors)
    {
        var text = new StringBuilder();
        Line(text, s_head);
        foreach (var (monitor, run) in monitors.SelectMany(monitor => monitor.Runs.Select(run => (monitor, run))))
        {
            foreach (var reading in run.Readings)
            {
                Line(text, Fields(monitor, run, reading));
                foreach (var (measure, value) in reading.Also ?? new Dictionary<string, double>())
                {
                    Line(text, Fields(monitor, run, new Reading(reading.Subject, measure, value, null, null, null, null, null, null, reading.Rows, reading.Verdict, "")));
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

    private static void Line(StringBuilder text, IReadOnlyList<string> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            text.Append(at == 0 ? "" : ",").Append(Field(fields[at]));
        }

        text.Append("\r\n");
    }

    /// <summary>What a spreadsheet would take for a formula is made a text: names of columns and groups are other people's.</summary>
    private static string Field(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '@' or '\t' or '\r' || (value.Length > 1 && value[0] is '+' or '-' && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
