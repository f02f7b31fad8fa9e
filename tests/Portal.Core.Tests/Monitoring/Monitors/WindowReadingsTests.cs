using Portal.Core.Datasets;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Monitors.Measuring;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Registry;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Performance;
using Portal.Statistics.Quality;
using Truth = Portal.Statistics.Counters.Outcome;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>What the kinds say of a window, from real counters and with hard inputs.</summary>
public sealed class WindowReadingsTests
{
    private static readonly ObservedBaseline s_baseline = Baseline();

    [Theory]
    [InlineData(0.0, 500, WindowVerdict.Quiet)]
    [InlineData(0.15, 5000, WindowVerdict.Breach)]
    [InlineData(1.0, 500, WindowVerdict.Breach)]
    [InlineData(1.0, 20, WindowVerdict.NotEnoughData)]
    [InlineData(0.0, 0, WindowVerdict.NotEnoughData)]
    [InlineData(double.PositiveInfinity, 500, WindowVerdict.Breach)]
    public void Drift_NeedsEffectAndRows(double shift, int rows, WindowVerdict verdict)
    {
        var measured = DriftReadings.Of(new MonitorSettings(), [], s_baseline, Window(rows, shift), null, new Dictionary<string, double>());

        Assert.Equal(verdict, measured.Verdict == WindowVerdict.Warning ? WindowVerdict.Breach : measured.Verdict);
        Assert.Equal(rows, measured.Rows);
        Assert.NotEmpty(measured.Sentence);
        Assert.All(measured.Readings, reading => Assert.True(reading.Value is null || double.IsFinite(reading.Value.Value), reading.ToString()));
    }

    [Fact]
    public void Drift_AgainstTheWindowBefore_IsQuietWhereBothMoved()
    {
        var (before, now) = (Window(2000, 1.0), Window(2000, 1.0, seed: 3));

        Assert.Equal(WindowVerdict.Quiet, DriftReadings.Of(new MonitorSettings(), [], s_baseline, now, before, new Dictionary<string, double>()).Verdict);
        Assert.Equal(WindowVerdict.Breach, DriftReadings.Of(new MonitorSettings(), [], s_baseline, now, null, new Dictionary<string, double>()).Verdict);
    }

    [Fact]
    public void Drift_OfACriticalColumn_BreachesAlone_AndChosenColumnsOnlyAreJudged()
    {
        var window = Window(2000, 0.6);

        Assert.Equal(WindowVerdict.Breach, DriftReadings.Of(new MonitorSettings(DriftedShare: 1, CriticalColumns: ["moved"]), [], s_baseline, window, null, new Dictionary<string, double>()).Verdict);
        Assert.Equal(WindowVerdict.Warning, DriftReadings.Of(new MonitorSettings(DriftedShare: 1), [], s_baseline, window, null, new Dictionary<string, double>()).Verdict);
        Assert.Equal(WindowVerdict.Quiet, DriftReadings.Of(new MonitorSettings(), ["still"], s_baseline, window, null, new Dictionary<string, double>()).Verdict);

        // What the score does not depend on weighs nothing.
        Assert.Equal(WindowVerdict.Warning, DriftReadings.Of(new MonitorSettings(), [], s_baseline, window, null, new Dictionary<string, double> { ["still"] = 1 }).Verdict);
    }

    /// <summary>Rows of the windows before, oldest first, then of this one.</summary>
    [Theory]
    [InlineData("100 104 98 101 99 103", 101, null, WindowVerdict.Quiet)]
    [InlineData("100 104 98 101 99 103", 20, null, WindowVerdict.Breach)]
    [InlineData("100 104 98 101 99 103", 400, null, WindowVerdict.Breach)]
    [InlineData("100 400 20 380 30 210", 20, null, WindowVerdict.Warning)]
    [InlineData("0 0 0 0 100 104", 20, null, WindowVerdict.NotEnoughData)]
    [InlineData("0 0 0 100 100 100", 0, null, WindowVerdict.Breach)]
    [InlineData("100 100 100", 100, null, WindowVerdict.Quiet)]
    [InlineData("", 5, 10L, WindowVerdict.Breach)]
    [InlineData("", 50, 10L, WindowVerdict.Quiet)]
    [InlineData("", 0, null, WindowVerdict.NotEnoughData)]
    public void Volume_AgainstWhatIsUsual(string before, long rows, long? least, WindowVerdict verdict)
    {
        var measured = VolumeReadings.Of(VersionId.New(), new MonitorSettings(LeastRows: least), rows, [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], WindowLength.Day);

        Assert.Equal(verdict, measured.Verdict);
        Assert.StartsWith($"{rows:N0} rows came in this day", measured.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 200, WindowVerdict.Quiet)]
    [InlineData(300, 200, WindowVerdict.Breach)]
    public void Latency_HeldAgainstItsLimit(double milliseconds, double limit, WindowVerdict verdict)
    {
        var window = Window(100, 0, tally => (tally.Latency = new()).Add([.. Enumerable.Repeat(milliseconds, 100)]));

        Assert.Equal(verdict, ServiceReadings.OfLatency(new MonitorSettings(MostMilliseconds: limit), window, null).Verdict);
        Assert.Equal(WindowVerdict.NotEnoughData, ServiceReadings.OfLatency(new MonitorSettings(MostMilliseconds: limit), Window(100, 0), null).Verdict);
    }

    [Theory]
    [InlineData(0.1, "EUR", WindowVerdict.Quiet)]
    [InlineData(0.3, "EUR", WindowVerdict.Breach)]
    [InlineData(0.3, "USD", WindowVerdict.NotEnoughData)]
    public void Cost_OfAThousandPredictions(double paid, string currency, WindowVerdict verdict)
    {
        var window = Window(100, 0, tally => tally.Costs[currency] = (decimal)paid);

        Assert.Equal(verdict, ServiceReadings.OfCost(new MonitorSettings(MostCost: 2, Currency: "EUR"), window, null).Verdict);
    }

    [Fact]
    public void Others_WithNothingToJudge_SaySo()
    {
        var empty = Window(0, 0);

        Assert.Equal(WindowVerdict.NotEnoughData, QualityReadings.Of(new MonitorSettings(), [], s_baseline, empty).Verdict);
        Assert.Equal(WindowVerdict.NotEnoughData, BiasReadings.Of(new MonitorSettings(Attributes: ["afam"]), s_baseline, empty).Verdict);
        Assert.Equal(WindowVerdict.NotEnoughData, PerformanceReadings.Of(new MonitorSettings(), s_baseline, empty, null).Verdict);
    }

    /// <summary>Of many equal groups one has the highest rate by chance, and beside that one another looks left behind.</summary>
    [Theory]
    [InlineData(65, 38, 50, WindowVerdict.Warning)]
    [InlineData(95, 38, 90, WindowVerdict.Breach)]
    public void Bias_OfManyGroups_BreachesOnlyWhereTheyDifferAtAll(int highest, int lowest, int others, WindowVerdict verdict)
    {
        var counts = new FairnessCounts();
        for (var group = 0; group < 20; group++)
        {
            var selected = group == 0 ? highest : group == 1 ? lowest : others;
            counts.Add([$"group {group}"], new int[100], [.. Enumerable.Range(0, 100).Select(row => row < selected)]);
        }

        Assert.Equal(verdict, BiasReadings.Of(new MonitorSettings(Attributes: ["afam"]), s_baseline, Window(2000, 0, tally => tally.Fairness["afam"] = counts)).Verdict);
    }

    /// <summary>Where all outcomes are of one class the area under the curve is not defined: that is nothing to be quiet about.</summary>
    [Fact]
    public void Performance_WhereTheWatchedMetricIsNotDefined_IsNotJudged()
    {
        var window = Window(200, 0, tally => Labelled(tally, 200, row => false));
        var before = Window(200, 0, tally => Labelled(tally, 200, row => row % 2 == 0));

        var measured = PerformanceReadings.Of(new MonitorSettings(Metric: "rocAuc"), s_baseline, window, before);

        Assert.Equal(WindowVerdict.NotEnoughData, measured.Verdict);
        Assert.Equal("rocAuc is not defined by the 200 labelled rows of this window.", measured.Sentence);
        Assert.NotEqual(WindowVerdict.NotEnoughData, PerformanceReadings.Of(new MonitorSettings(Metric: "accuracy"), s_baseline, window, before).Verdict);
    }

    private static void Labelled(ObservedTally tally, int rows, Func<int, bool> isPositive)
    {
        tally.LabelledRows = rows;
        tally.Performance!.Add([.. Enumerable.Range(0, rows).Select(row => row % 100 / 100.0)], [.. Enumerable.Range(0, rows).Select(row => isPositive(row) ? Truth.Positive : Truth.Negative)]);
    }

    private static ObservedWindow Window(int rows, double shift, Action<ObservedTally>? more = null, int seed = 2)
    {
        var tally = new ObservedTally(s_baseline) { Rows = rows };
        tally.Numbers["moved"].Add(Normal(rows, seed, shift));
        tally.Numbers["still"].Add(Normal(rows, seed + 100, 0));
        tally.Numbers["other"].Add(Normal(rows, seed + 200, 0));
        more?.Invoke(tally);
        return new ObservedWindow(MonitorScheduleTests.Utc("2026-03-02T00:00"), MonitorScheduleTests.Utc("2026-03-03T00:00"), s_baseline.Version, tally, 1);
    }

    private static ObservedBaseline Baseline()
    {
        BaselineColumn Column(string name, int seed) => new(name, new DatasetColumn(name, Portal.Core.Datasets.ColumnType.Number, ColumnRole.Feature), NumericBaseline.From(Normal(2000, seed, 0)), null);
        var scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5);
        return new ObservedBaseline(
            BaselineId.New(), VersionId.New(), ModelTask.BinaryClassification, scoring, DatasetVersionId.New(), null, [Column("moved", 11), Column("still", 12), Column("other", 13)], null, null, null, null,
            new Dictionary<string, Portal.Statistics.Fairness.FairnessCounts>(), new QualityRules([]), null);
    }

    /// <summary>Of mean <paramref name="shift"/>; half of the values are infinite where it is.</summary>
    private static double[] Normal(int rows, int seed, double shift)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(row => double.IsInfinity(shift) && row % 2 == 0 ? shift : (double.IsInfinity(shift) ? 0 : shift) + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
