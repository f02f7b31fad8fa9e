using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Portal.Statistics.Tests.Reference;

/// <summary>Holds answers against expected values: |x − v| ≤ abs + rel·|v|; undefined is null and nothing else.</summary>
internal sealed class ReferenceComparison(string file)
{
    /// <summary>Expected values that were looked at.</summary>
    public int Values { get; private set; }

    /// <summary>What did not agree, with the case's and the value's name.</summary>
    public List<string> Failures { get; } = [];

    public void Compare(IReferenceFile by, ReferenceCase given)
    {
        IReadOnlyDictionary<string, object?> answer;
        try
        {
            answer = by.Answer(given);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Failures.Add($"{file}/{given.Id}: {failure}");
            return;
        }

        if (given.Root.TryGetProperty("expected", out var expected))
        {
            Dictionary(given.Id, expected, answer);
            return;
        }

        // The check vectors of the random stream have their values beside the seed, and equal means equal.
        foreach (var value in given.Root.EnumerateObject().Where(value => value.Name != "seed"))
        {
            Named(given.Id, value.Name, answer, got => Leaf($"{given.Id} {value.Name}", value.Value, got, 0, 0));
        }
    }

    private void Dictionary(string path, JsonElement expected, IReadOnlyDictionary<string, object?> answer)
    {
        foreach (var item in expected.EnumerateObject())
        {
            Named(path, item.Name, answer, got =>
            {
                var inner = $"{path} {item.Name}";
                if (IsLeaf(item.Value, out var value))
                {
                    Leaf(inner, value, got, Tolerance(item.Value, "rel"), Tolerance(item.Value, "abs"));
                }
                else if (got is IReadOnlyDictionary<string, object?> nested)
                {
                    Dictionary(inner, item.Value, nested);
                }
                else
                {
                    Fail(inner, "names and values", got);
                }
            });
        }
    }

    private void Named(string path, string name, IReadOnlyDictionary<string, object?> answer, Action<object?> compare)
    {
        if (answer.TryGetValue(name, out var got))
        {
            compare(got);
        }
        else
        {
            Failures.Add($"{file}/{path} {name}: nobody answers");
        }
    }

    /// <summary>A group may be called "v" as well: then what stands there is a dictionary.</summary>
    private static bool IsLeaf(JsonElement item, out JsonElement value) =>
        item.TryGetProperty("v", out value) && value.ValueKind != JsonValueKind.Object;

    private static double Tolerance(JsonElement leaf, string name) => leaf.TryGetProperty(name, out var given) ? given.GetDouble() : 0;

    private void Leaf(string path, JsonElement expected, object? got, double relative, double absolute)
    {
        if (expected.ValueKind != JsonValueKind.Array)
        {
            Values++;
            if (!Agrees(expected, got, relative, absolute))
            {
                Fail(path, expected.GetRawText(), got);
            }

            return;
        }

        object?[]? items = got is IEnumerable list and not string ? [.. list.Cast<object?>()] : null;
        if (items?.Length != expected.GetArrayLength())
        {
            Values++;
            Fail(path, $"{expected.GetArrayLength()} values {expected.GetRawText()}", got);
            return;
        }

        for (var index = 0; index < items.Length; index++)
        {
            Leaf($"{path}[{index}]", expected[index], items[index], relative, absolute);
        }

        Values += items.Length == 0 ? 1 : 0;
    }

    private static bool Agrees(JsonElement expected, object? got, double relative, double absolute) => expected.ValueKind switch
    {
        JsonValueKind.Null => got is null,
        JsonValueKind.True or JsonValueKind.False => got is bool flag && flag == expected.GetBoolean(),
        JsonValueKind.Number => Number(got) is { } number && Near(number, expected.GetDouble(), relative, absolute),
        _ => expected.GetString() switch
        {
            "inf" when Number(got) is { } number => double.IsPositiveInfinity(number),
            "-inf" when Number(got) is { } number => double.IsNegativeInfinity(number),
            var text => got is string or ulong && string.Equals(Convert.ToString(got, CultureInfo.InvariantCulture), text, StringComparison.Ordinal),
        },
    };

    private static bool Near(double got, double expected, double relative, double absolute) =>
        double.IsFinite(got) && Math.Abs(got - expected) <= absolute + relative * Math.Abs(expected);

    private static double? Number(object? got) =>
        got is double or float or int or long ? Convert.ToDouble(got, CultureInfo.InvariantCulture) : null;

    private void Fail(string path, string expected, object? got)
    {
        var shown = got switch
        {
            null => "null",
            string text => $"\"{text}\"",
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))}]",
            _ => Convert.ToString(got, CultureInfo.InvariantCulture),
        };
        Failures.Add($"{file}/{path}: expected {expected}, got {shown}");
    }
}
