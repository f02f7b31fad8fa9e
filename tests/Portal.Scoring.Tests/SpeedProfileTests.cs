using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Running;

namespace Portal.Scoring.Tests;

/// <summary>Speed by rows a call and threads: what is measured, and that it never costs the scores.</summary>
public sealed class SpeedProfileTests
{
    private static readonly SpeedBudget s_ample = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    [Fact]
    public async Task Score_SmallModel_IsMeasuredForEverySizeAndThread()
    {
        var path = Samples.Model("mortgage", "mortgage-mlp-v5");

        var report = (await Samples.ScoreAsync(Samples.Spec(path, Samples.Mortgage))).Report;

        var speed = report.Timings.Speed!;
        Assert.Equal([1, 8, 64, 512, 714], speed.Points.Where(point => point.Threads == 1).Select(point => point.BatchRows));
        Assert.All(speed.Points, point =>
        {
            Assert.InRange(point.Threads, 1, Environment.ProcessorCount);
            Assert.InRange(point.Calls, 1, 60);
            Assert.InRange(point.P50Milliseconds, double.Epsilon, point.P95Milliseconds);
            Assert.Equal(point.BatchRows / point.P50Milliseconds * 1000, point.RowsPerSecond, point.RowsPerSecond * 1e-9);
        });
        Assert.Equal(speed.Points.Max(point => point.RowsPerSecond), speed.Best()!.RowsPerSecond);
        Assert.Equal(new FileInfo(path).Length, speed.ModelBytes);
        Assert.InRange(speed.ColdStartMilliseconds, report.Timings.LoadMilliseconds, 60_000);
    }

    [Fact]
    public async Task Score_ModelThatTakesOneRow_IsMeasuredWithOneRow()
    {
        var speed = (await Samples.ScoreAsync(Samples.Spec(Samples.Odd("fixed-batch-1"), Samples.Mortgage))).Report.Timings.Speed!;

        Assert.All(speed.Points, point => Assert.Equal(1, point.BatchRows));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(2000, 0)]
    public async Task Score_NotAskedFor_IsNotMeasured(int milliseconds, int calls)
    {
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), Samples.Mortgage) with { SpeedMilliseconds = milliseconds, LatencyCalls = calls };

        Assert.Null((await Samples.ScoreAsync(spec)).Report.Timings.Speed);
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(8, new[] { 1, 8 })]
    [InlineData(100, new[] { 1, 8, 64, 100 })]
    [InlineData(4096, new[] { 1, 8, 64, 512, 4096 })]
    [InlineData(9000, new[] { 1, 8, 64, 512, 4096 })]
    public void Sizes_GoUpToTheRowsThatThereAre(int rows, int[] expected) => Assert.Equal(expected, SpeedProfile.Sizes(rows));

    [Theory]
    [InlineData(1, 1, new int[0])]
    [InlineData(1, 2, new[] { 2 })]
    [InlineData(1, 6, new[] { 2, 4, 6 })]
    [InlineData(1, 8, new[] { 2, 4, 8 })]
    [InlineData(4, 8, new[] { 1, 2, 8 })]
    public void Threads_DoubleUpToTheProcessors(int first, int most, int[] expected) => Assert.Equal(expected, SpeedProfile.Threads(first, most));

    [Fact]
    public void Measure_NoTime_MeasuresNothing()
    {
        var calls = 0;

        var points = Profile(_ => calls++).Measure(64, 4, new SpeedBudget(TimeSpan.Zero, TimeSpan.FromHours(1)));

        Assert.Empty(points);
        Assert.Equal(0, calls);
    }

    /// <summary>With many threads at work the processor time of the process is spent sooner than that on the wall.</summary>
    [Fact]
    public void Measure_ProcessorTimeForOneThreadOnly_OpensNoOtherSession()
    {
        var opened = new List<int>();

        Profile(_ => { }, opened, TimeSpan.FromMinutes(10)).Measure(8, 8, new SpeedBudget(TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)));

        Assert.Equal([2], opened);
    }

    [Fact]
    public void Measure_CallThatFails_KeepsWhatWasMeasured()
    {
        var points = Profile(rows =>
        {
            if (rows == 64)
            {
                throw new RefusedException("memory-limit", "too much");
            }
        }).Measure(4096, 4, s_ample);

        Assert.Equal([1, 8], points.Select(point => point.BatchRows));
    }

    private static SpeedProfile Profile(Action<int> score, List<int>? opened = null, TimeSpan loading = default) => new(
        threads =>
        {
            opened?.Add(threads);
            return new SpeedProfile.Scorer(threads, score);
        },
        new SpeedProfile.Scorer(1, score),
        loading);
}
