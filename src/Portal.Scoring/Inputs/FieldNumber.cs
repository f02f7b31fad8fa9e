using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Portal.Scoring.Inputs;

/// <summary>Numbers as tables write them: a decimal point, no grouping, no unit.</summary>
internal static class FieldNumber
{
    /// <summary>One in each byte.</summary>
    private const ulong Each = 0x01010101_01010101;

    private static readonly double[] s_powersOfTen = [.. Enumerable.Range(0, 23).Select(exponent => Math.Pow(10, exponent))];

    /// <summary>Reads a finite number; the result is the nearest double.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out double value)
    {
        field = field.Trim((byte)' ');
        return TryReadShort(field, out value)
            || (Utf8Parser.TryParse(field, out value, out var consumed) && consumed == field.Length && double.IsFinite(value));
    }

    /// <summary>As <see cref="TryRead(ReadOnlySpan{byte}, out double)"/>, for a field whose first bytes are in a register already.</summary>
    /// <param name="field">The field.</param>
    /// <param name="head">Its first eight bytes, the first one lowest, and whatever lies behind a shorter field.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> field, ulong head, out double value) =>
        TryReadHead(head, field.Length, out value) || TryRead(field, out value);

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

    /// <summary>Up to eight bytes, all digits at once: the point is taken out, the digits are put against the word's end, and
    /// neighbours are added up to pairs, fours and eight. Exact for the reason given above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadHead(ulong head, int length, out double value)
    {
        value = 0;
        var negative = (byte)head == (byte)'-' ? 1 : 0;
        if (length > sizeof(ulong) || length <= negative)
        {
            return false;
        }

        head >>= 8 * negative;
        length -= negative;
        var text = head & (ulong.MaxValue >> (64 - 8 * length));
        var (points, decimals) = (text ^ (Each * '.'), 0);
        points = (points - Each) & ~points & (Each * 0x80);
        if (points != 0)
        {
            var point = BitOperations.TrailingZeroCount(points) & ~7;
            var whole = (1UL << point) - 1;
            text = (text & whole) | ((text >> 8) & ~whole);
            length--;
            decimals = length - point / 8;
        }

        var digits = length == 0 ? ulong.MaxValue : (text ^ (Each * '0')) << (64 - 8 * length);
        if ((((digits + (Each * 0x76)) | digits) & (Each * 0x80)) != 0)
        {
            return false;
        }

        const ulong Pairs = 0x000000FF_000000FF;
        digits = digits * 10 + (digits >> 8);
        var number = ((digits & Pairs) * (100 + (1_000_000UL << 32)) + ((digits >> 16) & Pairs) * (1 + (10_000UL << 32))) >> 32;
        value = (uint)number / s_powersOfTen[decimals];
        value = negative != 0 ? -value : value;
        return true;
    }
}
