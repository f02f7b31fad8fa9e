using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.Forecasts;

/// <summary>What something cost day by day, in one currency: every day from the first one on that cost anything, a day without costs as 0.</summary>
/// <param name="From">The first day of <paramref name="Days"/>.</param>
/// <param name="Days">Up to and including the last day that is known to be whole.</param>
/// <param name="Since">What the days after it have cost so far: they are not over, or their charges have not all come.</param>
/// <param name="Apart">Amounts in currencies without a rate, which are in no total.</param>
/// <param name="Missing">Which rate is missing, where one is.</param>
public sealed record DailySpend(string Currency, DateOnly From, IReadOnlyList<decimal> Days, IReadOnlyDictionary<DateOnly, decimal> Since, IReadOnlyList<Money> Apart, Refusal? Missing)
{
    /// <summary>The first day after those that are known.</summary>
    public DateOnly Until => From.AddDays(Days.Count);

    public decimal Of(DateOnly day) => day >= From && day < Until ? Days[day.DayNumber - From.DayNumber] : 0;

    /// <summary>Known days of a span.</summary>
    /// <param name="until">The first day after.</param>
    public decimal Known(DateOnly from, DateOnly until)
    {
        var sum = 0m;
        for (var day = from < From ? From : from; day < until && day < Until; day = day.AddDays(1))
        {
            sum += Of(day);
        }

        return sum;
    }

    /// <summary>All that is spent in a span so far, days that are not whole among them.</summary>
    public decimal Spent(DateOnly from, DateOnly until) => Known(from, until) + Since.Where(day => day.Key >= from && day.Key < until).Sum(day => day.Value);
}
