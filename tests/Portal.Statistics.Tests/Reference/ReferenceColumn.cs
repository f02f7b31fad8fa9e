using System.Globalization;
using System.Text.Json;

namespace Portal.Statistics.Tests.Reference;

/// <summary>An input column, read as numbers or as labels, whichever a case needs.</summary>
internal sealed class ReferenceColumn
{
    private readonly Lazy<double[]> _numbers;
    private readonly Lazy<string?[]> _labels;

    private ReferenceColumn(Func<double[]> numbers, Func<string?[]> labels)
    {
        _numbers = new(numbers);
        _labels = new(labels);
    }

    /// <summary>One number a row; not-a-number where it is missing, infinities as they are.</summary>
    public double[] Numbers => _numbers.Value;

    /// <summary>Whether the number of the row is missing.</summary>
    public bool[] Missing => [.. Numbers.Select(double.IsNaN)];

    /// <summary>One label a row, null where it is missing. Numbers are written as in the source.</summary>
    public string?[] Labels => _labels.Value;

    /// <summary>Rows with something else than 0, for columns of 0 and 1.</summary>
    public bool[] Flags => [.. Numbers.Select(value => value != 0)];

    /// <summary>Reads a list, a column of a table, or the description of generated values.</summary>
    public static ReferenceColumn Read(JsonElement input, ReferenceData data)
    {
        if (input.ValueKind == JsonValueKind.Array)
        {
            return OfTexts([.. input.EnumerateArray().Select(Written)]);
        }

        return input.TryGetProperty("csv", out _) ? OfTable(input, data) : GeneratedColumn.Read(input, data);
    }

    public static ReferenceColumn OfTexts(string?[] labels) => new(() => [.. labels.Select(Parse)], () => labels);

    /// <param name="numbers">The numbers, not-a-number where missing.</param>
    /// <param name="whole">Whether they are counts or codes, which are written without a point.</param>
    public static ReferenceColumn OfNumbers(double[] numbers, bool whole) =>
        new(() => numbers, () => [.. numbers.Select(value => double.IsNaN(value) ? null : Write(value, whole))]);

    private static string? Written(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => item.GetString(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => item.GetRawText(),
    };

    private static double Parse(string? text) => text switch
    {
        null or "" or "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Write(double value, bool whole) =>
        whole || value != Math.Floor(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : value.ToString("0.0", CultureInfo.InvariantCulture);

    private static ReferenceColumn OfTable(JsonElement input, ReferenceData data)
    {
        var rows = input.GetProperty("rows");
        var (first, end) = (rows[0].GetInt32(), rows[1].GetInt32());
        var texts = data.Column(input.GetProperty("csv").GetString()!, input.GetProperty("column").GetString()!)[first..end];
        if (input.TryGetProperty("equals", out var wanted))
        {
            return OfNumbers([.. texts.Select(text => text == wanted.GetString() ? 1.0 : 0)], whole: true);
        }

        if (input.TryGetProperty("less_than", out var limit))
        {
            return OfNumbers([.. texts.Select(text => Parse(text) < limit.GetDouble() ? 1.0 : 0)], whole: true);
        }

        if (input.TryGetProperty("cut", out var cuts))
        {
            double[] edges = [.. cuts.EnumerateArray().Select(cut => cut.GetDouble())];
            string[] labels = [.. input.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            return OfTexts([.. texts.Select(text => labels[edges.Count(edge => edge <= Parse(text))])]);
        }

        return OfTexts(texts);
    }
}
