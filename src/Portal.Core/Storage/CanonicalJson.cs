using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Core.Storage;

/// <summary>
/// JSON in one spelling only, so that equal content has an equal digest: members sorted by UTF-16 code units, no white space,
/// shortest numbers, minimal escapes. Follows RFC 8785 (JSON Canonicalization Scheme).
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="ArgumentException">A number is not finite: JSON has no spelling for it.</exception>
    public static byte[] Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Write<T>(T value) => Write(JsonSerializer.SerializeToNode(value, JsonText.Options));

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendObject(text, members);
                break;
            case JsonArray items:
                AppendArray(text, items);
                break;
            default:
                AppendScalar(text, node);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject members)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            text.Append(first ? "" : ",");
            first = false;
            AppendString(text, name);
            text.Append(':');
            Append(text, value);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Append(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendScalar(StringBuilder text, JsonNode node)
    {
        // Nodes made in memory hold CLR values, parsed ones hold elements: a round trip makes both the same.
        using var document = JsonDocument.Parse(node.ToJsonString());
        var element = document.RootElement;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                AppendString(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static string Number(JsonElement element) =>
        element.TryGetInt64(out var whole) && Math.Abs(whole) <= 1L << 53
            ? whole.ToString(CultureInfo.InvariantCulture)
            : Number(element.GetDouble());

    /// <summary>ECMAScript's Number::toString: plain notation from 1e-6 up to 1e21, else an exponent with its sign.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("A number that is not finite has no canonical form.", nameof(value));
        }

        if (value == 0)
        {
            return "0";
        }

        var (digits, point) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Spell(digits, point);
    }

    /// <summary>The significant digits, and where the decimal point stands before them counted from the left.</summary>
    private static (string Digits, int Point) Digits(string round)
    {
        var exponentAt = round.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(round.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? round : round[..exponentAt];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        var all = whole + (dot < 0 ? "" : mantissa[(dot + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length + exponent - leading);
    }

    private static string Spell(string digits, int point) => point switch
    {
        > 21 or <= -6 => Exponent(digits, point - 1),
        <= 0 => "0." + new string('0', -point) + digits,
        _ when digits.Length <= point => digits + new string('0', point - digits.Length),
        _ => digits[..point] + "." + digits[point..],
    };

    private static string Exponent(string digits, int exponent) =>
        digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+")
        + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        text.Append('"');
    }
}
