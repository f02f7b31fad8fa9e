using Portal.Statistics.Counters;
using Portal.Statistics.Performance;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Performance;

public sealed class PerformanceDriftTests
{
    [Fact]
    public void Compare_SameModelAndPeople_IsSteady()
    {
        var drift = PerformanceDrift.Compare(Window(5_000, 1, 0), Window(2_000, 2, 0));

        Assert.Equal(PerformanceVerdict.Steady, drift.Verdict);
        Assert.Contains("Labels have come for", drift.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(drift.Metrics, metric => metric.Fallen);
    }

    [Fact]
    public void Compare_OutcomesLeaveTheScores_HasFallen()
    {
        var drift = PerformanceDrift.Compare(Window(5_000, 1, 0), Window(2_000, 2, 0.5));

        Assert.Equal(PerformanceVerdict.Fallen, drift.Verdict);
        Assert.All(drift.Metrics.Where(metric => metric.Metric is "ROC-AUC" or "accuracy" or "log-loss"), metric => Assert.True(metric.Fallen));
        Assert.Contains("worse than in the reference", drift.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TinyFallOfVeryManyRows_IsSteady()
    {
        var drift = PerformanceDrift.Compare(Window(400_000, 1, 0), Window(400_000, 2, 0.03));

        Assert.True(drift.Metrics.Single(metric => metric.Metric == "accuracy").AdjustedPValue < 0.05);
        Assert.Equal(PerformanceVerdict.Steady, drift.Verdict);
        Assert.Contains("that matter", drift.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(29)]
    public void Compare_FewLabels_GivesNoVerdict(int labelled)
    {
        var window = new PerformanceCounters(0.5);
        window.Add(Enumerable.Repeat(0.9, 200).ToArray(), [.. Enumerable.Range(0, 200).Select(row => row < labelled ? Outcome.Negative : Outcome.Unknown)]);

        var drift = PerformanceDrift.Compare(Window(5_000, 1, 0), window);

        Assert.Equal(PerformanceVerdict.InsufficientData, drift.Verdict);
        Assert.Equal(labelled / 200.0, drift.Coverage!.Value, 12);
        Assert.StartsWith($"{labelled} labelled rows in the window", drift.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(drift.Metrics, metric => metric.Fallen);
    }

    [Fact]
    public void Compare_NoRowsAtAll_GivesNoVerdict() => Assert.Equal(
        PerformanceVerdict.InsufficientData, PerformanceDrift.Compare(new PerformanceCounters(0.5), new PerformanceCounters(0.5)).Verdict);

    [Fact]
    public void Compare_OneClassOnly_JudgesByWhatIsDefined()
    {
        var window = new PerformanceCounters(0.5);
        window.Add(Enumerable.Repeat(0.9, 200).ToArray(), [.. Enumerable.Repeat(Outcome.Negative, 200)]);

        var drift = PerformanceDrift.Compare(Window(5_000, 1, 0), window);

        Assert.Equal(PerformanceVerdict.Fallen, drift.Verdict);
        Assert.Null(drift.Metrics[0].Window);
        Assert.Null(drift.Metrics[0].PValue);
    }

    [Theory]
    [InlineData(1.0, PerformanceVerdict.Steady)]
    [InlineData(1.5, PerformanceVerdict.Fallen)]
    public void Compare_Numbers_JudgesTheErrors(double spread, PerformanceVerdict verdict) =>
        Assert.Equal(verdict, PerformanceDrift.Compare(Numbers(2_000, 1, 1), Numbers(2_000, 2, spread)).Verdict);

    [Fact]
    public void Compare_ThousandWindowsWithoutChange_AlarmsRarely()
    {
        var reference = Window(5_000, 1, 0);

        var alarms = Enumerable.Range(0, 1_000).Count(window =>
            PerformanceDrift.Compare(reference, Window(150, (ulong)window * 1_000 + 77, 0)).Verdict == PerformanceVerdict.Fallen);

        Assert.InRange(alarms, 0, 50);
    }

    private static PerformanceCounters Window(int rows, ulong seed, double lost)
    {
        var stream = new RandomStream(seed);
        var (scores, outcomes) = (new double[rows], new Outcome[rows]);
        for (var row = 0; row < rows; row++)
        {
            scores[row] = stream.NextUnit();
            var chance = stream.NextUnit() < lost ? 0.5 : scores[row];
            outcomes[row] = stream.NextUnit() < chance ? Outcome.Positive : Outcome.Negative;
        }

        var counters = new PerformanceCounters(0.5);
        counters.Add(scores, outcomes);
        return counters;
    }

    private static RegressionCounters Numbers(int rows, ulong seed, double spread)
    {
        var stream = new RandomStream(seed);
        var (predictions, actual) = (new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            actual[row] = 100 * stream.NextUnit();
            predictions[row] = actual[row] + spread * (stream.NextUnit() - 0.5);
        }

        var counters = new RegressionCounters();
        counters.Add(predictions, actual);
        return counters;
    }
}
