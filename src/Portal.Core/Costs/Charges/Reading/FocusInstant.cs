using System.Globalization;
using System.Text;

namespace Portal.Core.Costs.Charges;

/// <summary>Instants, as FOCUS writes them, as exports write them without a zone, and, leniently, as spreadsheets do.</summary>
internal static class FocusInstant
{
    private const string NoZone = "had no zone and was read as UTC";

    private static readonly string[] s_unusual =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] s_zoned =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm:ss.FFFFFFF' UTC'", "yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Month first, as in the specification's own examples.</summary>
    private static readonly string[] s_lenient = ["M/d/yy", "M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss"];

    public static Reading<DateTimeOffset> Read(ReadOnlySpan<byte> text, ChargeProfile profile)
    {
        if (text.Length is 19 or 20 && Usual(text) is { } instant)
        {
            return text.Length == 20 ? new(instant) : new(instant, null, NoZone);
        }

        if (text.Length > 40)
        {
            return new(default, "not an instant");
        }

        var words = Encoding.UTF8.GetString(text).Trim();
        return Parse(words, s_zoned) is { } zoned ? new(zoned, null, words[^1] == 'Z' ? null : "was not written in UTC")
            : Parse(words, s_unusual) is { } bare ? new(bare, null, NoZone)
            : profile == ChargeProfile.Lenient && Parse(words, s_lenient) is { } people ? new(people, null, "was written month first, without a zone")
            : new(default, "not an instant such as 2026-10-01T00:00:00Z");
    }

    private static DateTimeOffset? Parse(string text, string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? Sensible(instant) : null;

    /// <summary>What nearly every cell is, without a text being made of it.</summary>
    private static DateTimeOffset? Usual(ReadOnlySpan<byte> text)
    {
        if (text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':' || (text.Length == 20 && text[19] != 'Z')
            || !Two(text, 2, out var century) || !Two(text, 0, out var year) || !Two(text, 5, out var month) || !Two(text, 8, out var day)
            || !Two(text, 11, out var hour) || !Two(text, 14, out var minute) || !Two(text, 17, out var second))
        {
            return null;
        }

        year = (100 * year) + century;
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60
            ? Sensible(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero))
            : null;
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var (ten, one) = (text[at] - '0', text[at + 1] - '0');
        value = (10 * ten) + one;
        return (uint)ten < 10 && (uint)one < 10;
    }

    /// <summary>No cloud billed before 2000, and nobody bills a century ahead.</summary>
    private static DateTimeOffset? Sensible(DateTimeOffset instant) => instant.Year is >= 2000 and < 2100 ? instant : null;
}
