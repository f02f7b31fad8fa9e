using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Metrics;
using Portal.Statistics.Performance.Estimation;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Performance;

public sealed class EstimatedPerformanceTests
{
    [Fact]
    public void Learn_MiscalibratedScores_IsIsotonicAndCalibratedOnesStay()
    {
        var (scores, positives) = Rows(1, 4_000);
        double[] bent = [.. scores.Select(score => score * score)];

        Assert.Same(ScoreCalibration.None, ScoreCalibration.Learn([.. positives.Select(hit => hit ? 1.0 : 0)], positives));
        var learned = ScoreCalibration.Learn(bent, positives)!;
        Assert.InRange(learned.Probability(0.25), 0.42, 0.58);
        Assert.True(learned.Corners > 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learn_OneClass_IsNotAvailable(bool label) => Assert.Null(ScoreCalibration.Learn([0.1, 0.7], [label, label]));

    [Fact]
    public void Probability_AnyRows_RisesWithTheScoreWithinZeroAndOne() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Score, bool Positive)[]>().Filter(rows => rows.Length > 0),
        rows =>
        {
            var calibration = ScoreCalibration.Isotonic(
                [.. rows.Select(row => row.Score / 255.0)], [.. rows.Select(row => row.Positive)]);
            double[] given = [.. Enumerable.Range(-5, 120).Select(step => calibration.Probability(step / 110.0))];
            Assert.All(given, value => Assert.InRange(value, 0, 1));
            Assert.Equal(given.Order(), given);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_AnyCalibration_IsReadBack()
    {
        var (scores, positives) = Rows(2, 300);
        var calibration = ScoreCalibration.Isotonic(scores, positives);

        var read = ScoreCalibration.Read(Bytes(calibration));

        Assert.All(scores, score => Assert.Equal(calibration.Probability(score), read.Probability(score)));
        Assert.Equal(Bytes(calibration), Bytes(read));
    }

    [Fact]
    public void Read_MalformedBytes_AreRefused()
    {
        var bytes = Bytes(ScoreCalibration.Isotonic([0.1, 0.2, 0.3], [false, true, true]));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => ScoreCalibration.Read(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => ScoreCalibration.Read([.. bytes, 0]));
        Assert.Throws<FormatException>(() => ScoreCalibration.Read([2, .. bytes[1..]]));
        Assert.Throws<FormatException>(() => ScoreCalibration.Read([1, 0]));
        Assert.Throws<FormatException>(() => ScoreCalibration.Read([1, 0xFF, 0xFF, 0xFF, 0x07]));
        var falling = Bytes(ScoreCalibration.None);
        falling.AsSpan(2, 8).CopyTo(falling.AsSpan(18));
        Assert.Throws<FormatException>(() => ScoreCalibration.Read(falling));
    }

    [Fact]
    public void Measure_Histogram_IsWhatTheRowsGive()
    {
        double[] scores = [0.2, 0.2, 0.5, 0.9, 0.9, 0.9];
        var calibration = ScoreCalibration.None;

        var rows = EstimatedPerformance.Measure(calibration, scores, 0.5);

        Assert.Equal(rows, EstimatedPerformance.Measure(calibration, [0.2, 0.5, 0.9], [2, 1, 3], 0.5));
    }

    /// <summary>Labels drawn with the very probabilities: 200 times, the realised metrics lie in the band almost always, and within one
    /// standard error about two times in three.</summary>
    [Fact]
    public void Measure_LabelsAsCalibrated_AreInTheBand()
    {
        var (scores, _) = Rows(3, 400);
        var estimate = EstimatedPerformance.Measure(ScoreCalibration.None, scores, 0.5);
        EstimatedMetric[] told = [estimate.Accuracy!.Value, estimate.Precision!.Value, estimate.Recall!.Value, estimate.F1!.Value, estimate.RocAuc!.Value];
        var (inside, near) = (new int[told.Length], new int[told.Length]);
        for (ulong trial = 0; trial < 200; trial++)
        {
            var stream = new RandomStream(700 + trial);
            bool[] labels = [.. scores.Select(score => stream.NextUnit() < score)];
            var realised = BinaryMetrics.Measure(scores, labels, 0.5);
            double?[] values = [realised.Confusion.Accuracy, realised.Confusion.Precision, realised.Confusion.Recall, realised.Confusion.F1, realised.RocAuc];
            for (var metric = 0; metric < told.Length; metric++)
            {
                var distance = Math.Abs(values[metric]!.Value - told[metric].Value);
                inside[metric] += distance <= EstimatedMetric.BandWidth * told[metric].StandardError ? 1 : 0;
                near[metric] += distance <= told[metric].StandardError ? 1 : 0;
            }
        }

        Assert.All(inside, count => Assert.InRange(count, 195, 200));
        Assert.All(near, count => Assert.InRange(count, 112, 160));
    }

    [Fact]
    public void Measure_NoRows_IsNotDefined()
    {
        var estimate = EstimatedPerformance.Measure(ScoreCalibration.None, [], 0.5);

        Assert.Equal(0, estimate.Rows);
        Assert.Null(estimate.Accuracy);
        Assert.Null(estimate.Precision);
        Assert.Null(estimate.Recall);
        Assert.Null(estimate.F1);
        Assert.Null(estimate.RocAuc);
    }

    [Fact]
    public void Measure_OneRow_HasABandWithinZeroAndOne()
    {
        var estimate = EstimatedPerformance.Measure(ScoreCalibration.None, [0.9], 0.5);

        Assert.Equal(0.9, estimate.Accuracy!.Value.Value, 1e-12);
        Assert.Equal(1, estimate.Accuracy!.Value.Band.Upper);
        Assert.Equal(0.5, estimate.RocAuc!.Value.Value, 1e-12);
    }

    [Fact]
    public void Measure_UnfitHistogram_Throws()
    {
        Assert.Throws<ArgumentException>(() => EstimatedPerformance.Measure(ScoreCalibration.None, [0.5, 0.4], [1, 1], 0.5));
        Assert.Throws<ArgumentException>(() => EstimatedPerformance.Measure(ScoreCalibration.None, [0.5], [-1], 0.5));
        Assert.Throws<ArgumentException>(() => EstimatedPerformance.Measure(ScoreCalibration.None, [0.5], [1, 2], 0.5));
        Assert.Throws<ArgumentException>(() => EstimatedPerformance.Measure(ScoreCalibration.None, [double.NaN], 0.5));
    }

    private static (double[] Scores, bool[] Positives) Rows(ulong seed, int rows)
    {
        var stream = new RandomStream(seed);
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => stream.NextUnit())];
        return (scores, [.. scores.Select(score => stream.NextUnit() < score)]);
    }

    private static byte[] Bytes(ScoreCalibration calibration)
    {
        var output = new ArrayBufferWriter<byte>();
        calibration.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
