using System.Globalization;

namespace Portal.Core.Datasets;

/// <summary>
/// Which types a cell's text can be read as, as a set of bits, so that a column's type is what all of its cells have in common.
/// Only an empty cell is missing: words such as NA are text, and a number column that holds one is refused with its row.
/// </summary>
internal static class CellForms
{
    public const int Integer = 1 << 6;
    public const int Number = 1 << 7;
    public const int Instant = 1 << 8;
    public const int Boolean = (1 << 6) - 1;
    public const int Any = Boolean | Integer | Number | Instant;

    /// <summary>Beyond this, squares and sums leave the range of a 64-bit float.</summary>
    private const double LargestNumber = 1e150;

    private static readonly (string Yes, string No)[] s_pairs =
        [("yes", "no"), ("Yes", "No"), ("YES", "NO"), ("true", "false"), ("True", "False"), ("TRUE", "FALSE")];

    private static readonly string[] s_instants =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>What of <paramref name="forms"/> is left after this cell. A column of booleans keeps to one spelling of its pair.</summary>
    public static int Narrow(int forms, ReadOnlySpan<char> cell)
    {
        var left = (forms & Boolean) == 0 ? 0 : forms & Pairs(cell);
        left |= (forms & Integer) != 0 && IsInteger(cell) ? Integer : 0;
        left |= (forms & Number) != 0 && TryNumber(cell, out _) ? Number : 0;
        left |= (forms & Instant) != 0 && IsInstant(cell) ? Instant : 0;
        return left;
    }

    /// <summary>What a declared type asks of every cell; none for text.</summary>
    public static int Of(ColumnType type) => type switch
    {
        ColumnType.Boolean => Boolean,
        ColumnType.Integer => Integer,
        ColumnType.Number => Number,
        ColumnType.Instant => Instant,
        ColumnType.Text => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static ColumnType Narrowest(int forms) =>
        (forms & Boolean) != 0 ? ColumnType.Boolean
        : (forms & Integer) != 0 ? ColumnType.Integer
        : (forms & Number) != 0 ? ColumnType.Number
        : (forms & Instant) != 0 ? ColumnType.Instant
        : ColumnType.Text;

    /// <summary>What was expected, for the sentence that says that a cell is something else.</summary>
    public static string Expected(int forms)
    {
        if ((forms & Boolean) != 0)
        {
            var pair = (forms & Boolean) == Boolean ? 0 : int.TrailingZeroCount(forms);
            return $"{s_pairs[pair].Yes} or {s_pairs[pair].No} is expected";
        }

        return forms switch
        {
            Integer => "a whole number is expected",
            Number => "a number is expected",
            _ => "an instant such as 2026-03-02T09:30:00Z is expected",
        };
    }

    public static bool TryNumber(ReadOnlySpan<char> cell, out double value)
    {
        value = 0;
        return !HasLeadingZero(cell)
            && double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) <= LargestNumber;
    }

    private static int Pairs(ReadOnlySpan<char> cell)
    {
        var forms = 0;
        for (var i = 0; i < s_pairs.Length; i++)
        {
            forms |= cell.SequenceEqual(s_pairs[i].Yes) || cell.SequenceEqual(s_pairs[i].No) ? 1 << i : 0;
        }

        return forms;
    }

    private static bool IsInteger(ReadOnlySpan<char> cell) =>
        !HasLeadingZero(cell) && long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Such as a postal code's: it makes a code of what looks like a number.</summary>
    private static bool HasLeadingZero(ReadOnlySpan<char> cell)
    {
        var digits = cell.Length > 0 && cell[0] is ('-' or '+') ? cell[1..] : cell;
        return digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
    }

    private static bool IsInstant(ReadOnlySpan<char> cell) =>
        cell.Length >= 10 && cell[4] == '-'
        && DateTimeOffset.TryParseExact(cell, s_instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
