using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Exploring;

/// <param name="Until">The first day after.</param>
public sealed record ExploreSpan(DateOnly From, DateOnly Until)
{
    public int Days => Math.Max(0, Until.DayNumber - From.DayNumber);

    public bool Holds(DateOnly day) => day >= From && day < Until;
}

/// <summary>The periods of a time, and the time before it. Pure; days are UTC.</summary>
public static class ExploreTime
{
    private const int MostDays = 92;
    private const int MostWeekDays = 189;
    private const int MostMonths = 36;
    private const int Week = 7;
    private static readonly DateOnly s_first = new(2000, 1, 1);
    private static readonly DateOnly s_last = new(2999, 12, 31);

    public static Refusal? Refuses(ExploreGrain grain, ExploreSpan span) =>
        span.From < s_first || span.Until > s_last ? Refusal.Invalid("from", "Ask for days of this century.")
        : span.Until <= span.From ? Refusal.Invalid("until", "The end is after the beginning.")
        : grain == ExploreGrain.Day && span.Days > MostDays ? Refusal.Invalid("until", $"At most {MostDays} days are shown day by day; ask for weeks or months.")
        : grain == ExploreGrain.Week && span.Days > MostWeekDays ? Refusal.Invalid("until", $"At most {MostWeekDays / Week} weeks are shown week by week; ask for months.")
        : grain == ExploreGrain.Month && Months(span) > MostMonths ? Refusal.Invalid("until", $"At most {MostMonths} months are shown.")
        : null;

    /// <summary>Weeks and months that the time cuts are shorter.</summary>
    public static IReadOnlyList<ExploreSpan> Periods(ExploreGrain grain, ExploreSpan span)
    {
        var periods = new List<ExploreSpan>();
        for (var from = span.From; from < span.Until;)
        {
            var next = Next(grain, from);
            periods.Add(new(from, next < span.Until ? next : span.Until));
            from = next;
        }

        return periods;
    }

    /// <summary>As long as the span, and right before it: as many months where it is whole months, else as many days.</summary>
    public static ExploreSpan Before(ExploreSpan span) => span is { From.Day: 1, Until.Day: 1 }
        ? new(span.From.AddMonths(-Months(span)), span.From)
        : new(span.From.AddDays(-span.Days), span.From);

    /// <summary>Of the time before only as many days as are known of this one, where it is not over: else every month would begin as a saving.</summary>
    /// <param name="known">The last day of the span of which anything is known; null for none.</param>
    public static ExploreSpan Compared(ExploreSpan span, DateOnly? known, DateOnly today)
    {
        var before = Before(span);
        if (span.Until <= today.AddDays(-Week) || known is not { } last || last.AddDays(1) >= span.Until)
        {
            return before;
        }

        var until = before.From.AddDays(last.AddDays(1).DayNumber - span.From.DayNumber);
        return before with { Until = until < before.Until ? until : before.Until };
    }

    /// <summary>The whole months of a span, to be read as such, and the days around them.</summary>
    internal static IReadOnlyList<(CostGrain Grain, ExploreSpan Span)> Parts(ExploreSpan span)
    {
        var first = span.From.Day == 1 ? span.From : new DateOnly(span.From.Year, span.From.Month, 1).AddMonths(1);
        var last = new DateOnly(span.Until.Year, span.Until.Month, 1);
        return first < last
            ? [.. new[] { (CostGrain.Day, span with { Until = first }), (CostGrain.Month, new ExploreSpan(first, last)), (CostGrain.Day, span with { From = last }) }.Where(part => part.Item2.Days > 0)]
            : [(CostGrain.Day, span)];
    }

    private static DateOnly Next(ExploreGrain grain, DateOnly day) => grain switch
    {
        ExploreGrain.Day => day.AddDays(1),
        ExploreGrain.Week => day.AddDays(Week - (((int)day.DayOfWeek + Week - 1) % Week)),
        ExploreGrain.Month => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, null),
    };

    private static int Months(ExploreSpan span) => ((span.Until.Year - span.From.Year) * 12) + span.Until.Month - span.From.Month;
}
