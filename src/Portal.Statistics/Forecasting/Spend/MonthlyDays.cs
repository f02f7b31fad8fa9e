using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting.Spend;

/// <summary>
/// What returns on the same day of every month, such as a subscription on the first: found where a day of the month stood out each time
/// it was seen, at least twice. A day is compared with the same weekday of the two weeks before and after it.
/// </summary>
internal sealed class MonthlyDays
{
    private const int LastDay = 0;
    private const int Seen = 2;

    /// <summary>The smallest extra of a day is at least so much of its largest: a fee, not chance.</summary>
    private const double Alike = 0.4;

    private static readonly int[] s_neighbours = [-2 * SpendModel.Week, -SpendModel.Week, SpendModel.Week, 2 * SpendModel.Week];

    private readonly Dictionary<int, double> _extras;

    private MonthlyDays(Dictionary<int, double> extras) => _extras = extras;

    public static MonthlyDays Of(DateOnly start, double[] values)
    {
        double[] distances = [.. values.Select((value, day) => value - Usual(values, day))];
        var extras = new Dictionary<int, double>();
        if (RobustScale.Of(distances) is not { } scale)
        {
            return new(extras);
        }

        foreach (var days in Enumerable.Range(0, values.Length).Where(day => double.IsFinite(distances[day])).GroupBy(day => PlaceOf(start.AddDays(day))))
        {
            double[] own = [.. days.Select(day => distances[day]).Order()];
            var stands = own.Length >= Seen && Array.TrueForAll(own, distance => Math.Abs(scale.Z(distance)!.Value) > RobustScale.Limit && Math.Sign(distance) == Math.Sign(own[0]));
            if (stands && own.Min(Math.Abs) >= Alike * own.Max(Math.Abs))
            {
                extras[days.Key] = Quantile.Of(own, 0.5);
            }
        }

        return new(extras);
    }

    public double Extra(DateOnly day) => _extras.GetValueOrDefault(PlaceOf(day));

    /// <summary>The last day of a month is one place however long the month is.</summary>
    private static int PlaceOf(DateOnly day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month) ? LastDay : day.Day;

    private static double Usual(double[] values, int day)
    {
        double[] near = [.. s_neighbours.Select(by => day + by).Where(other => other >= 0 && other < values.Length).Select(other => values[other]).Order()];
        return near.Length < Seen ? double.NaN : Quantile.Of(near, 0.5);
    }
}
