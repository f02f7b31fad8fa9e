using Portal.Statistics.Forecasting.Spend;

namespace Portal.Statistics.Tests.Forecasting;

/// <summary>Forecasts of generated series held against days that no forecast has seen.</summary>
internal sealed record HeldOutSpend(GeneratedSpend.Kind Kind, int Series, decimal Error, decimal NaiveError, decimal Scaled, decimal In80, decimal In95, decimal Sum80, decimal Sum95, decimal SumError, decimal NaiveSumError, int FellBack)
{
    public const int Known = 182;
    public const int ToCome = 28;

    public static HeldOutSpend Of(GeneratedSpend.Kind kind, int series, ulong seed)
    {
        var (error, naive, spent, inside, sumError, naiveSum) = (0m, 0m, 0m, 0m, 0m, 0m);
        var (in80, in95, sum80, sum95, fellBack) = (0, 0, 0, 0, 0);
        for (var one = 0; one < series; one++)
        {
            var amounts = GeneratedSpend.Of(kind, Known + ToCome, seed + (ulong)one);
            var forecast = SpendForecast.Of(GeneratedSpend.Start, amounts.AsSpan(0, Known), ToCome);
            var total = forecast.Total(1, ToCome)!;
            var (truth, repeated) = (amounts[Known..].Sum(), 0m);
            fellBack += forecast.Method == SpendMethod.SeasonalNaive ? 1 : 0;
            sum80 += total.Low80 <= truth && truth <= total.High80 ? 1 : 0;
            sum95 += total.Low95 <= truth && truth <= total.High95 ? 1 : 0;
            inside += Enumerable.Range(7, Known - 7).Average(day => Math.Abs(amounts[day] - amounts[day - 7]));
            for (var step = 1; step <= ToCome; step++)
            {
                var (actual, expected, last) = (amounts[Known + step - 1], forecast.Days[step - 1].Spend, GeneratedSpend.Naive(amounts, Known, step));
                error += Math.Abs(actual - expected.Value);
                naive += Math.Abs(actual - last);
                repeated += last;
                in80 += expected.Low80 <= actual && actual <= expected.High80 ? 1 : 0;
                in95 += expected.Low95 <= actual && actual <= expected.High95 ? 1 : 0;
            }

            spent += truth;
            sumError += Math.Abs(truth - total.Value);
            naiveSum += Math.Abs(truth - repeated);
        }

        decimal days = series * ToCome;
        return new(kind, series, error / spent, naive / spent, error / ToCome / inside, in80 / days, in95 / days, (decimal)sum80 / series, (decimal)sum95 / series, sumError / spent, naiveSum / spent, fellBack);
    }
}
