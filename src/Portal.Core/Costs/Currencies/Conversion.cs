using System.Globalization;

namespace Portal.Core.Costs.Currencies;

/// <summary>A dated rate of exchange, as plain data.</summary>
/// <param name="Rate">Units of To for one of From, above 0.</param>
public sealed record DatedRate(DateOnly Date, string From, string To, decimal Rate);

/// <summary>
/// Makes one currency of many. A month has one rate, the newest that is dated on or before its last day, so that a month's days add up to
/// the month. The other direction of a rate is its inverse; nothing is converted by way of a third currency.
/// </summary>
public sealed class Conversion
{
    private readonly Dictionary<(string From, string To), DatedRate[]> _rates;
    private readonly Dictionary<(string Currency, DateOnly Month), decimal> _found = [];

    /// <param name="to">The currency of the results, ISO 4217.</param>
    public Conversion(string to, IEnumerable<DatedRate> rates)
    {
        To = to;
        _rates = rates.GroupBy(rate => (rate.From, rate.To)).ToDictionary(group => group.Key, group => group.OrderByDescending(rate => rate.Date).ToArray());
    }

    public string To { get; }

    /// <summary>Not rounded. Refused, with the pair and the month, where no rate is known.</summary>
    /// <param name="day">Any day of the month in which the amount was charged.</param>
    public Outcome<Money> Convert(Money money, DateOnly day)
    {
        if (string.Equals(money.Currency, To, StringComparison.Ordinal))
        {
            return money;
        }

        var month = new DateOnly(day.Year, day.Month, 1);
        if (!_found.TryGetValue((money.Currency, month), out var rate))
        {
            if (Find(money.Currency, month.AddMonths(1).AddDays(-1)) is not { } known)
            {
                return Missing(money.Currency, month);
            }

            _found[(money.Currency, month)] = rate = known;
        }

        return new Money(money.Amount * rate, To);
    }

    private decimal? Find(string from, DateOnly lastDay)
    {
        var (there, back) = (Newest(from, To, lastDay), Newest(To, from, lastDay));
        return there is null && back is null ? null
            : back is null || (there is not null && there.Date >= back.Date) ? there!.Rate
            : 1 / back.Rate;
    }

    private DatedRate? Newest(string from, string to, DateOnly lastDay) =>
        _rates.TryGetValue((from, to), out var rates) ? Array.Find(rates, rate => rate.Date <= lastDay) : null;

    private Refusal Missing(string currency, DateOnly month) => new(
        RefusalKind.Blocked, "costs.no-rate",
        $"There is no exchange rate from {currency} to {To} dated {month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)} or earlier, so amounts in {currency} are not added.",
        $"Enter a rate under Costs, Exchange rates; amounts in {currency} are shown apart until then.");
}
