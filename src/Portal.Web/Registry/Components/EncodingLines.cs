using System.Globalization;

namespace Portal.Web.Registry.Components;

/// <summary>The numbers of categories as lines that a person can type: <c>phist: no = 0, yes = 1</c>.</summary>
public static class EncodingLines
{
    public static string Write(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? encoding) =>
        string.Join('\n', (encoding ?? new Dictionary<string, IReadOnlyDictionary<string, double>>()).Select(column =>
            $"{column.Key}: {string.Join(", ", column.Value.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} = {pair.Value}")))}"));

    /// <returns>The encoding, or the sentence that says which line cannot be read.</returns>
    public static (IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Encoding, string? Problem) Read(string lines)
    {
        var encoding = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadLine(line) is not var (column, numbers) || !encoding.TryAdd(column, numbers))
            {
                return (null, $"'{(line.Length > 60 ? line[..60] + "…" : line)}' cannot be read; write a column, a colon and its categories, such as phist: no = 0, yes = 1.");
            }
        }

        return (encoding.Count == 0 ? null : encoding, null);
    }

    private static (string Column, IReadOnlyDictionary<string, double> Numbers)? ReadLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            return null;
        }

        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var pair in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = pair.LastIndexOf('=');
            if (equals < 1
                || !double.TryParse(pair.AsSpan(equals + 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number)
                || !numbers.TryAdd(pair[..equals].Trim(), number))
            {
                return null;
            }
        }

        return (line[..colon].Trim(), numbers);
    }
}
