using System.Buffers.Text;
using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.Charges;

/// <summary>What a cell turned out to be.</summary>
/// <param name="Defect">Why it cannot be taken; null when it can.</param>
/// <param name="Warning">What was read differently from how it stands there; null when nothing was.</param>
internal readonly record struct Reading<T>(T Value, string? Defect = null, string? Warning = null);

/// <summary>Amounts and quantities, as FOCUS writes them and, leniently, as people do: exact or refused, never rounded.</summary>
internal static class FocusNumber
{
    private const int MostDigits = 28;

    public static Reading<decimal> Read(ReadOnlySpan<byte> text, ChargeProfile profile)
    {
        if (Exact(text) is { } plain)
        {
            return Bounded(plain, null);
        }

        if (profile == ChargeProfile.Strict)
        {
            return new(0, Digits(text) > MostDigits ? $"more than {MostDigits} digits" : "not a number as FOCUS writes one");
        }

        Span<byte> bare = stackalloc byte[64];
        return Bare(text, bare, out var length) && Exact(bare[..length]) is { } people
            ? Bounded(people, "was written with a currency sign, thousands separators or blanks")
            : new(0, "not a number");
    }

    private static Reading<decimal> Bounded(decimal value, string? warning) => Amounts.CanBeKept(value)
        ? new(value, null, warning)
        : new(0, $"more than {Amounts.Decimals} decimals, or not below {Amounts.Limit:N0}");

    private static decimal? Exact(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 60 || text[0] == (byte)'+' || Digits(text) > MostDigits)
        {
            return null;
        }

        var isScientific = text.IndexOfAny((byte)'E', (byte)'e') >= 0;
        return Utf8Parser.TryParse(text, out decimal value, out var consumed, isScientific ? 'E' : 'F') && consumed == text.Length && IsExact(text, value, isScientific) ? value : null;
    }

    /// <summary>A power of ten may push digits out of what a decimal holds, which the parser answers with a rounded number.</summary>
    private static bool IsExact(ReadOnlySpan<byte> text, decimal value, bool isScientific)
    {
        if (!isScientific)
        {
            return true;
        }

        var power = text[(text.IndexOfAny((byte)'E', (byte)'e') + 1)..];
        return Utf8Parser.TryParse(power.TrimStart((byte)'+'), out int exponent, out var consumed) && consumed == power.TrimStart((byte)'+').Length
            && (exponent >= -MostDigits + Digits(text) || Digits(text) == 0) && (value != 0 || Digits(text) == 0);
    }

    /// <summary>Digits of the mantissa between the first and the last that is not 0.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var (seen, zeros, isFraction) = (0, 0, false);
        foreach (var letter in text)
        {
            if (letter is (byte)'E' or (byte)'e')
            {
                break;
            }

            isFraction |= letter == (byte)'.';
            if (letter == (byte)'0')
            {
                zeros += seen > 0 ? 1 : 0;
            }
            else if (letter is > (byte)'0' and <= (byte)'9')
            {
                seen += zeros + 1;
                zeros = 0;
            }
        }

        return isFraction ? seen : seen + zeros;
    }

    /// <summary>Takes away what people add to a number: a currency sign before it, commas in groups of three, blanks around it, brackets for a minus.</summary>
    private static bool Bare(ReadOnlySpan<byte> text, Span<byte> bare, out int length)
    {
        length = 0;
        text = text.Trim(" \t"u8);
        if (text.Length is 0 or > 50)
        {
            return false;
        }

        if (text[0] == (byte)'(' && text[^1] == (byte)')')
        {
            bare[length++] = (byte)'-';
            text = text[1..^1];
        }
        else if (text[0] == (byte)'-')
        {
            bare[length++] = (byte)'-';
            text = text[1..];
        }

        foreach (var sign in (ReadOnlySpan<string>)["$", "€", "£", "¥"])
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(sign);
            text = text.StartsWith(bytes) ? text[bytes.Length..].TrimStart((byte)' ') : text;
        }

        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)',')
            {
                bare[length++] = text[i];
            }
            else if (i >= whole.Length || i == 0 || (whole.Length - i) % 4 != 0)
            {
                return false;
            }
        }

        return true;
    }
}
