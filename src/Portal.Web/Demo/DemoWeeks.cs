using System.Globalization;
using System.Text;

namespace Portal.Web.Demo;

/// <summary>One batch of the demo's production data, as a sender would send it.</summary>
/// <param name="Key">The same whenever the demo is filled, so that nothing is counted twice.</param>
/// <param name="Inputs">CSV: id, instant, columns, score.</param>
/// <param name="Labels">CSV: id and outcome.</param>
public sealed record DemoWeek(string Key, DateTimeOffset Monday, string Inputs, string Labels)
{
    /// <summary>The Monday after it: all its rows came before.</summary>
    public DateTimeOffset End => Monday.AddDays(7);
}

/// <summary>
/// The seed's production weeks, moved by whole weeks so that the last of them is the last complete week before now: days of the week and
/// times of the day stay what they were.
/// </summary>
/// <param name="Folder">Of the seed's domain.</param>
/// <param name="Model">Whose scores are sent: a column of <c>production-scores.csv</c>.</param>
public sealed record DemoWeeks(string Folder, string Model, string Label)
{
    private const int Weeks = 4;
    private const string Id = "application_id";
    private const string Instant = "received_at";
    private const string Source = "source_id";
    private const string ScoresFile = "production-scores.csv";

    /// <summary>The Monday on which the seed's first week begins.</summary>
    private static readonly DateTimeOffset s_first = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The sender's name of a week.</summary>
    public static string Key(string model, int week) => $"demo-{model}-week{week}";

    /// <summary>The Monday (UTC) on which the first of the weeks begins, so that the last one is the last week that has ended.</summary>
    public static DateTimeOffset FirstBefore(DateTimeOffset now) => MondayOf(now).AddDays(-7 * Weeks);

    public static DateTimeOffset MondayOf(DateTimeOffset instant)
    {
        var day = new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    /// <param name="first">The Monday on which the first week is to begin.</param>
    public async Task<IReadOnlyList<DemoWeek>> ReadAsync(DateTimeOffset first, CancellationToken ct)
    {
        var scores = await ScoresAsync(ct);
        var weeks = new List<DemoWeek>();
        for (var week = 1; week <= Weeks; week++)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, $"production-week{week}.csv"), ct);
            weeks.Add(Week(Key(Model, week), first.AddDays(7 * (week - 1)), first - s_first, lines, scores));
        }

        return weeks;
    }

    private async Task<Dictionary<string, string>> ScoresAsync(CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, ScoresFile), ct);
        var column = Array.IndexOf(lines[0].Split(','), Model);
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => fields[column], StringComparer.Ordinal);
    }

    private DemoWeek Week(string key, DateTimeOffset monday, TimeSpan shift, string[] lines, Dictionary<string, string> scores)
    {
        var head = lines[0].Split(',');
        var (id, instant, label) = (Array.IndexOf(head, Id), Array.IndexOf(head, Instant), Array.IndexOf(head, Label));
        var kept = Enumerable.Range(0, head.Length).Where(place => place != id && place != instant && place != label && head[place] != Source).ToList();
        var inputs = new StringBuilder($"{Id},timestamp,{string.Join(',', kept.Select(place => head[place]))},score\n");
        var labels = new StringBuilder($"{Id},{Label}\n");
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split(',');
            var at = DateTimeOffset.Parse(fields[instant], CultureInfo.InvariantCulture) + shift;
            inputs.Append(CultureInfo.InvariantCulture, $"{fields[id]},{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{string.Join(',', kept.Select(place => fields[place]))},{scores[fields[id]]}\n");
            labels.Append(CultureInfo.InvariantCulture, $"{fields[id]},{fields[label]}\n");
        }

        return new DemoWeek(key, monday, inputs.ToString(), labels.ToString());
    }
}
