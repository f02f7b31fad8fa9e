using System.Buffers.Text;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Instants as tables and programs write them: ISO 8601, a date with a time; without an offset it is UTC.</summary>
internal static class InstantField
{
    /// <param name="milliseconds">Since the beginning of 1970.</param>
    public static bool TryRead(ReadOnlySpan<byte> field, out long milliseconds)
    {
        milliseconds = 0;
        if (field.Length < 16 || field[4] != '-' || field[7] != '-' || (field[10] is not ((byte)'T' or (byte)' ' or (byte)'t')) || field[13] != ':')
        {
            return false;
        }

        if (!TwoDigits(field, 0, out var century) || !TwoDigits(field, 2, out var year) || !TwoDigits(field, 5, out var month) || !TwoDigits(field, 8, out var day)
            || !TwoDigits(field, 11, out var hour) || !TwoDigits(field, 14, out var minute))
        {
            return false;
        }

        var rest = field[16..];
        if (!TrySecond(ref rest, out var second, out var fraction) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        year += 100 * century;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks;
        milliseconds = ((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond) + fraction - (60_000L * offset);
        return true;
    }

    private static bool TwoDigits(ReadOnlySpan<byte> field, int at, out int value)
    {
        var (tens, ones) = (field[at] - '0', field[at + 1] - '0');
        value = (10 * tens) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }

    private static bool TrySecond(ref ReadOnlySpan<byte> rest, out int second, out int milliseconds)
    {
        (second, milliseconds) = (0, 0);
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (rest.Length < 3 || !TwoDigits(rest, 1, out second))
        {
            return false;
        }

        rest = rest[3..];
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        rest = rest[1..];
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : rest.Length;
        for (var i = 0; i < 3; i++)
        {
            milliseconds = (10 * milliseconds) + (i < digits ? rest[i] - '0' : 0);
        }

        rest = rest[digits..];
        return digits is > 0 and <= 9;
    }

    /// <param name="minutes">East of Greenwich.</param>
    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8))
        {
            return true;
        }

        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length < 3 || !Utf8Parser.TryParse(rest.Slice(1, 2), out byte hours, out var read) || read != 2)
        {
            return false;
        }

        var tail = rest.Length > 3 && rest[3] == ':' ? rest[4..] : rest[3..];
        byte more = 0;
        if (!tail.IsEmpty && (tail.Length != 2 || !Utf8Parser.TryParse(tail, out more, out read) || read != 2))
        {
            return false;
        }

        minutes = ((60 * hours) + more) * (rest[0] == '-' ? -1 : 1);
        return hours <= 18 && more <= 59;
    }
}
