using Portal.Statistics.Forecasting;
using Portal.Statistics.Tests.Reference;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Forecasting;

public sealed class ForecastingTests
{
    [Fact]
    public void Fit_NoisySeries_IsAtLeastAsGoodAsAnyOfAGrid()
    {
        var series = Series(1, 63);
        var fitted = HoltWinters.Fit(series, 7)!;

        foreach (var level in (double[])[0.05, 0.3, 0.6])
        {
            foreach (var season in (double[])[0, 0.2, 0.5])
            {
                Assert.True(fitted.SquaredError <= HoltWinters.Follow(series, 7, new Smoothing(level, 0.05, season))!.SquaredError + 1e-9);
            }
        }

        Assert.Equal(fitted.Smoothing, HoltWinters.Fit(series, 7)!.Smoothing);
    }

    /// <summary>The spread of a sum, by simulating the errors that the model assumes.</summary>
    [Fact]
    public void Total_SpreadOfTheSum_IsThatOfSimulatedPaths()
    {
        var fitted = HoltWinters.Follow(Series(2, 56), 7, new Smoothing(0.4, 0.1, 0.3))!;
        var total = fitted.Total(10);
        var (stream, paths) = (new RandomStream(3), new double[4_000]);
        for (var path = 0; path < paths.Length; path++)
        {
            double[] errors = [.. Enumerable.Range(0, 10).Select(_ => GeneratedColumn.NextBell(ref stream) * Math.Sqrt(fitted.SquaredError))];
            for (var step = 0; step < errors.Length; step++)
            {
                paths[path] += errors[step];
                for (var earlier = 0; earlier < step; earlier++)
                {
                    var since = step - earlier;
                    paths[path] += errors[earlier] * (0.4 + 0.4 * 0.1 * since + (since == 7 ? 0.3 : 0));
                }
            }
        }

        Assert.Equal(fitted.Forecast(10).Sum(step => step.Value), total.Value, 1e-9);
        Assert.InRange(Math.Sqrt(paths.Average(value => value * value)) / total.StandardError, 0.95, 1.05);
    }

    [Fact]
    public void ChanceAbove_Budget_FallsWithIt()
    {
        var total = new ForecastTotal(100, 10);

        Assert.Equal(0.5, total.ChanceAbove(50, 150), 1e-12);
        Assert.Equal(0.0227501319, total.ChanceAbove(50, 170), 1e-9);
        Assert.Equal(1, new ForecastTotal(0, 0).ChanceAbove(11, 10));
        Assert.Equal(0, new ForecastTotal(0, 0).ChanceAbove(10, 10));
    }

    [Fact]
    public void Follow_TooShort_IsNotDefined()
    {
        Assert.Null(HoltWinters.Fit(new double[13], 7));
        Assert.Null(HoltWinters.Follow([], 7, default));
        Assert.Null(SeasonalDecomposition.Of(new double[13], 7));
        Assert.Throws<ArgumentException>(() => HoltWinters.Fit([double.NaN, 1, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => HoltWinters.Follow([1, 2, 3, 4], 2, new Smoothing(1.1, 0, 0)));
    }

    [Fact]
    public void Fit_ConstantSeries_HasNoWidth()
    {
        double[] constant = [.. Enumerable.Repeat(20.0, 28)];

        Assert.All(HoltWinters.Fit(constant, 7)!.Forecast(7), step => Assert.Equal(new ForecastStep(20, 0), step));
        Assert.All(SeasonalDecomposition.Of(constant, 7, robust: true)!.Trend, value => Assert.Equal(20, value, 1e-9));
        Assert.All(DailyAnomalies.TestAll(constant), day => Assert.False(day.Flagged));
    }

    [Fact]
    public void Decomposition_AnySeries_AddsUpAgain()
    {
        var series = Series(4, 45);
        var parts = SeasonalDecomposition.Of(series, 7, robust: true)!;

        Assert.All(series.Index(), day =>
            Assert.Equal(day.Item, parts.Trend[day.Index] + parts.Seasonal[day.Index] + parts.Remainder[day.Index], 1e-9));
    }

    [Fact]
    public void Decomposition_RobustWithASpike_LeavesItInTheRemainder()
    {
        var series = Series(5, 70);
        series[40] += 300;

        Assert.InRange(SeasonalDecomposition.Of(series, 7, robust: true)!.Remainder[40], 280, 320);
        Assert.InRange(SeasonalDecomposition.Of(series, 7)!.Remainder[40], 100, 260);
    }

    [Fact]
    public void Test_SpikeAndWeekend_FlagsTheSpikeAlone()
    {
        var series = Series(6, 60);
        Assert.False(DailyAnomalies.Test(series).Flagged);

        series[59] += 60;
        var day = DailyAnomalies.Test(series);

        Assert.True(day.Flagged);
        Assert.EndsWith("so this day is unusual.", day.Sentence, StringComparison.Ordinal);
        Assert.Equal(day, DailyAnomalies.TestAll(series)[59]);
    }

    [Fact]
    public void Test_MissingDaysAndShortSeries_AreNeverFlagged()
    {
        var series = Series(7, 40);
        series[30] = double.NaN;
        series[39] = double.NaN;

        var days = DailyAnomalies.TestAll(series);

        Assert.Null(days[39].Value);
        Assert.All(days.Take(7), day => Assert.Null(day.Z));
        Assert.False(days[30].Flagged);
        Assert.Null(DailyAnomalies.Test([1]).Z);
        Assert.All(DailyAnomalies.TestAll(Enumerable.Repeat(double.NaN, 30).ToArray()), day => Assert.False(day.Flagged));
        Assert.Throws<ArgumentException>(() => DailyAnomalies.Test([]));
    }

    [Fact]
    public void Interpolate_Gaps_AreFilledFromTheirNeighbours()
    {
        Assert.Equal([2, 2, 0, 1, 2, 2], MissingDays.Interpolate([double.NaN, 2, 0, double.NaN, 2, double.PositiveInfinity])!);
        Assert.Null(MissingDays.Interpolate([double.NaN]));
        Assert.Equal([], MissingDays.Interpolate([]) ?? []);
    }

    [Fact]
    public void Z_ConstantValues_AreInfinitelyFarFromAnother()
    {
        var scale = RobustScale.Of([3, 3, 3])!;

        Assert.Equal(0, scale.Z(3));
        Assert.Equal(double.PositiveInfinity, scale.Z(4));
        Assert.Equal(double.NegativeInfinity, scale.Z(2));
        Assert.Null(scale.Z(double.NaN));
        Assert.Null(RobustScale.Of([double.NaN]));
    }

    private static double[] Series(ulong seed, int days)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, days).Select(day =>
            100 + 0.3 * day + (day % 7 >= 5 ? -40 : 0) + 4 * GeneratedColumn.NextBell(ref stream))];
    }
}
