namespace Portal.Web.Shell;

/// <summary>Instants in words, relative to now, and in full, in the reader's zone.</summary>
public static class Instants
{
    public static string Relative(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var ago = now - instant;
        return ago < TimeSpan.Zero ? Ahead(-ago, instant, now, zone) : ago.TotalSeconds switch
        {
            < 60 => "just now",
            < 3600 => $"{(int)ago.TotalMinutes} min ago",
            < 2 * 3600 => "an hour ago",
            < 12 * 3600 => $"{(int)ago.TotalHours} hours ago",
            _ => Days(instant, now, zone) switch
            {
                0 => $"{(int)ago.TotalHours} hours ago",
                1 => "yesterday",
                < 7 and var days => $"{days} days ago",
                _ => Day(instant, now, zone),
            },
        };
    }

    /// <summary>"28 Mar 2024, 10:41 CET"; a zone without a short name shows its offset.</summary>
    public static string Absolute(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString("d MMM yyyy, HH:mm", Figures.Culture) + " " + ZoneName(zone, local);
    }

    /// <summary>With seconds, for the audit trail.</summary>
    public static string Exact(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString("d MMM yyyy, HH:mm:ss", Figures.Culture) + " " + ZoneName(zone, local);
    }

    private static string Ahead(TimeSpan left, DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) => left.TotalSeconds switch
    {
        < 60 => "in a moment",
        < 3600 => $"in {(int)left.TotalMinutes} min",
        _ => -Days(instant, now, zone) switch
        {
            0 => $"in {Math.Max(1, (int)left.TotalHours)} h",
            1 => "tomorrow",
            < 7 and var days => $"in {days} days",
            _ => Day(instant, now, zone),
        },
    };

    private static int Days(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) =>
        (TimeZoneInfo.ConvertTime(now, zone).Date - TimeZoneInfo.ConvertTime(instant, zone).Date).Days;

    private static string Day(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString(local.Year == TimeZoneInfo.ConvertTime(now, zone).Year ? "d MMM" : "d MMM yyyy", Figures.Culture);
    }

    private static string ZoneName(TimeZoneInfo zone, DateTimeOffset local)
    {
        if (zone.Equals(TimeZoneInfo.Utc) || local.Offset == TimeSpan.Zero && zone.Id is "UTC" or "Etc/UTC")
        {
            return "UTC";
        }

        var name = local.Offset switch
        {
            { Hours: 1, Minutes: 0 } when zone.Id.StartsWith("Europe/", StringComparison.Ordinal) && zone.BaseUtcOffset.Hours == 1 => "CET",
            { Hours: 2, Minutes: 0 } when zone.Id.StartsWith("Europe/", StringComparison.Ordinal) && zone.BaseUtcOffset.Hours == 1 => "CEST",
            _ => null,
        };
        return name ?? local.ToString("'UTC'zzz", Figures.Culture).Replace('-', '−');
    }
}
