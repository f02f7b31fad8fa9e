namespace Portal.Statistics.Forecasting.Spend;

/// <summary>
/// The one place where money becomes numbers to compute with, and numbers become money again. Amounts that are known never pass here and
/// back: what comes out is an expectation, an interval or a measure, rounded to six decimals.
/// </summary>
internal static class SpendNumbers
{
    private const int Decimals = 6;

    /// <summary>Beyond it an expectation says nothing; amounts of money lie below it.</summary>
    private const double Limit = 1e13;

    public static double[] Of(ReadOnlySpan<decimal> amounts)
    {
        var numbers = new double[amounts.Length];
        for (var day = 0; day < numbers.Length; day++)
        {
            numbers[day] = Of(amounts[day]);
        }

        return numbers;
    }

    public static double Of(decimal amount) => (double)amount;

    public static decimal Money(double number) => decimal.Round((decimal)Math.Clamp(double.IsNaN(number) ? 0 : number, -Limit, Limit), Decimals, MidpointRounding.AwayFromZero);

    /// <summary>A measure without a unit; null where it is not defined.</summary>
    public static decimal? Measure(double number) => double.IsFinite(number) ? Money(number) : null;
}
