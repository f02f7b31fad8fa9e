using System.Buffers.Text;

namespace Portal.Scoring.Inputs;

/// <summary>Numbers as tables write them: a decimal point, no grouping, no unit.</summary>
internal static class FieldNumber
{
    private static readonly double[] s_powersOfTen = [.. Enumerable.Range(0, 23).Select(exponent => Math.Pow(10, exponent))];

    /// <summary>Reads a finite number; the result is the nearest double.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out double value)
    {
        field = field.Trim((byte)' ');
        return TryReadShort(field, out value)
            || (Utf8Parser.TryParse(field, out value, out var consumed) && consumed == field.Length && double.IsFinite(value));
    }

    /// <summary>Reads a whole number, also when it is written with decimals that are zero.</summary>
    public static bool TryReadWhole(ReadOnlySpan<byte> field, out long value)
    {
        field = field.Trim((byte)' ');
        if (Utf8Parser.TryParse(field, out value, out var consumed) && consumed == field.Length)
        {
            return true;
        }

        const double Exact = 1L << 53;
        if (TryRead(field, out var number) && number == Math.Floor(number) && Math.Abs(number) <= Exact)
        {
            value = (long)number;
            return true;
        }

        return false;
    }

    /// <summary>Up to 15 digits and 22 decimals: mantissa and power of ten are exact, so that one division rounds rightly
    /// (W. D. Clinger, 1990). Most fields of real tables are of this form, and this is several times faster.</summary>
    private static bool TryReadShort(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        var negative = !field.IsEmpty && field[0] == (byte)'-';
        var digits = negative ? field[1..] : field;
        if (digits.Length is 0 or > 16)
        {
            return false;
        }

        long mantissa = 0;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
            }
            else if (digits[i] == (byte)'.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        if (mantissa > 1L << 53 || (point >= 0 && digits.Length == 1))
        {
            return false;
        }

        value = mantissa / s_powersOfTen[decimals];
        value = negative ? -value : value;
        return true;
    }
}
