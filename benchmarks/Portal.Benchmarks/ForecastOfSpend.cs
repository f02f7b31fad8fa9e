using System.Globalization;
using Portal.Statistics.Tests.Forecasting;

namespace Portal.Benchmarks;

/// <summary>How far forecasts of daily costs lie from days that they have not seen, against repeating the last week.</summary>
internal static class ForecastOfSpend
{
    private const ulong Seed = 90_000;

    public static int Run(int series)
    {
        Console.WriteLine($"{series} series a line, {HeldOutSpend.Known} days known, {HeldOutSpend.ToCome} days forecast and held out");
        Console.WriteLine("| series | WAPE | WAPE of repeating the last week | MASE | WAPE of the sum | of repeating | days in 80 % | in 95 % | sums in 80 % | in 95 % | fell back |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var worse = 0;
        foreach (var kind in Enum.GetValues<GeneratedSpend.Kind>())
        {
            var held = HeldOutSpend.Of(kind, series, Seed);
            worse += held.Error <= held.NaiveError ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {100 * held.Error:0.0} % | {100 * held.NaiveError:0.0} % | {held.Scaled:0.00} | {100 * held.SumError:0.0} % | {100 * held.NaiveSumError:0.0} % | {100 * held.In80:0} % | {100 * held.In95:0} % | {100 * held.Sum80:0} % | {100 * held.Sum95:0} % | {held.FellBack} |"));
        }

        Console.WriteLine(worse == 0 ? "Nowhere worse than repeating the last week." : $"Worse on {worse} kinds of series.");
        return worse == 0 ? 0 : 1;
    }
}
