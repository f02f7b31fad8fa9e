using System.Text.Json;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Reference;

/// <summary>Columns that are described rather than written out. Only +, −, ×, ÷ and floor: the same bits on every machine.</summary>
internal static class GeneratedColumn
{
    public static ReferenceColumn Read(JsonElement input, ReferenceData data)
    {
        var kind = input.GetProperty("gen").GetString()!;
        var rows = input.GetProperty("n").GetInt32();
        var stream = new RandomStream(input.TryGetProperty("seed", out var seed) ? seed.GetUInt64() : 0);
        bool[] missing = MissingRows(input, rows);
        if (kind == "cat" && input.TryGetProperty("labels", out var labels) || kind == "const" && input.GetProperty("value").ValueKind == JsonValueKind.String)
        {
            string[] names = kind == "cat"
                ? [.. input.GetProperty("labels").EnumerateArray().Select(label => label.GetString() ?? label.GetRawText())]
                : [input.GetProperty("value").GetString()!];
            int[] codes = kind == "cat" ? Categories(input, stream, rows) : new int[rows];
            return ReferenceColumn.OfTexts([.. codes.Select((code, row) => missing[row] ? null : names[code])]);
        }

        var numbers = Numbers(kind, input, data, stream, rows);
        for (var row = 0; row < rows; row++)
        {
            numbers[row] = missing[row] ? double.NaN : numbers[row];
        }

        return ReferenceColumn.OfNumbers(numbers, whole: kind is "cat" or "bern" or "score_label" or "threshold");
    }

    /// <summary>Sum of twelve draws less 6: mean 0 and standard deviation 1.</summary>
    public static double NextBell(ref RandomStream stream)
    {
        var sum = stream.NextUnit();
        for (var draw = 1; draw < 12; draw++)
        {
            sum += stream.NextUnit();
        }

        return sum - 6;
    }

    private static double[] Numbers(string kind, JsonElement input, ReferenceData data, RandomStream stream, int rows)
    {
        double Of(string name, double otherwise) => input.TryGetProperty(name, out var given) ? given.GetDouble() : otherwise;
        var values = new double[rows];
        switch (kind)
        {
            case "const":
                values.AsSpan().Fill(input.GetProperty("value").GetDouble());
                return values;
            case "cat":
                return [.. Categories(input, stream, rows).Select(code => (double)code)];
            case "score_label":
                return [.. Scores(input, data).Select(score => stream.NextUnit() < score ? 1.0 : 0)];
            case "threshold":
                return [.. Scores(input, data).Select(score => score >= Of("t", 0) ? 1.0 : 0)];
        }

        var (from, to, mean, spread, scale) = (Of("a", 0), Of("b", 1), Of("mean", 0), Of("sd", 1), Of("scale", 1));
        var (step, share) = (Of("step", 0), Of("p", 0));
        for (var row = 0; row < rows; row++)
        {
            values[row] = kind switch
            {
                "uniform" => from + (to - from) * stream.NextUnit(),
                "ih12" => mean + spread * NextBell(ref stream),
                "pareto1" => scale * (1 / (1 - stream.NextUnit()) - 1),
                "grid" => Math.Floor((mean + spread * NextBell(ref stream)) / step) * step,
                "bern" => stream.NextUnit() < share ? 1 : 0,
                _ => throw new NotSupportedException($"Values of the kind '{kind}' are not known."),
            };
        }

        return values;
    }

    private static double[] Scores(JsonElement input, ReferenceData data) => ReferenceColumn.Read(input.GetProperty("score"), data).Numbers;

    private static int[] Categories(JsonElement input, RandomStream stream, int rows)
    {
        var sum = 0.0;
        double[] ends = [.. input.GetProperty("probs").EnumerateArray().Select(share => sum += share.GetDouble())];
        var codes = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var draw = stream.NextUnit();
            var code = Array.FindIndex(ends, end => end > draw);
            codes[row] = code < 0 ? ends.Length - 1 : code;
        }

        return codes;
    }

    private static bool[] MissingRows(JsonElement input, int rows)
    {
        var missing = new bool[rows];
        if (!input.TryGetProperty("missing", out var rule))
        {
            return missing;
        }

        var stream = new RandomStream(rule.GetProperty("seed").GetUInt64());
        var rate = rule.GetProperty("rate").GetDouble();
        for (var row = 0; row < rows; row++)
        {
            missing[row] = stream.NextUnit() < rate;
        }

        return missing;
    }
}
