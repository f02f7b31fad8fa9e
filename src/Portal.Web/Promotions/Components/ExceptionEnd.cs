using System.Globalization;

namespace Portal.Web.Promotions.Components;

/// <summary>The instant at which an exception ends that was given as a day. Pure.</summary>
public static class ExceptionEnd
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>So many days from now, as a date field writes it, in the reader's zone.</summary>
    public static string Day(DateTimeOffset now, int days, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(now, zone).AddDays(days).ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The end of that day in the reader's zone; on the last day that the policy allows, as late as it allows. Null for what is no day.</summary>
    /// <param name="longest">In days.</param>
    public static DateTimeOffset? Of(string day, DateTimeOffset now, int longest, TimeZoneInfo zone)
    {
        if (!DateOnly.TryParseExact(day, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var chosen) || chosen == DateOnly.MaxValue)
        {
            return null;
        }

        var midnight = chosen.AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Where clocks are put forward at midnight, that midnight is never shown.
        var shown = zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        var end = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(shown, zone), TimeSpan.Zero).AddMilliseconds(-1);
        var last = now.AddDays(longest);
        return day == Day(now, longest, zone) && end > last ? last : end;
    }
}
