using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Counters;
using Portal.Statistics.Performance;
using Portal.Statistics.Uncertainty;
using Outcome = Portal.Statistics.Counters.Outcome;

namespace Portal.Statistics.Tests.Performance;

public sealed class PerformanceCountersTests
{
    private static readonly Gen<(int Rows, int Cut, int Seed)> s_splits =
        Gen.Choose(0, 150).SelectMany(rows => Gen.Choose(0, rows).SelectMany(cut => Gen.Choose(0, 1_000_000).Select(seed => (rows, cut, seed))));

    [Fact]
    public void Merge_AnySplitOfTheRows_GivesTheSameBytes() => Prop
        .ForAll(s_splits.ToArbitrary(), input =>
        {
            var (scores, outcomes) = Rows(input.Rows, (ulong)input.Seed);
            var parts = Count(scores.AsSpan(input.Cut), outcomes.AsSpan(input.Cut));
            parts.Merge(Count(scores.AsSpan(0, input.Cut), outcomes.AsSpan(0, input.Cut)));

            return Bytes(parts.Write).AsSpan().SequenceEqual(Bytes(Count(scores, outcomes).Write));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Measure_AnyRows_HistogramLiesWithinItsError() => Prop
        .ForAll(s_splits.ToArbitrary(), input =>
        {
            var (scores, outcomes) = Rows(input.Rows, (ulong)input.Seed);
            var (exact, read) = (PerformanceReport.Measure(scores, outcomes, 0.4), PerformanceReport.Measure(Count(scores, outcomes)));

            return Within(exact.RocAuc, read.RocAuc, read.RocAucError)
                && Within(exact.AveragePrecision, read.AveragePrecision, read.AveragePrecisionError)
                && exact.LogLoss == read.LogLoss
                && exact.Confusion == read.Confusion;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Measure_ManyRows_HistogramIsNearlyExact()
    {
        var (scores, outcomes) = Rows(100_000, 9);

        var (exact, read) = (PerformanceReport.Measure(scores, outcomes, 0.4), PerformanceReport.Measure(Count(scores, outcomes)));

        // Most of the bound is the one row in twelve that scores 0.4 exactly: they tie in truth as well.
        Assert.InRange(read.RocAucError!.Value, 0, 0.005);
        Assert.Equal(exact.RocAuc!.Value, read.RocAuc!.Value, 1e-5);
        Assert.Equal(exact.AveragePrecision!.Value, read.AveragePrecision!.Value, 5e-4);
        Assert.Equal(exact.RocAucVariance!.Value, read.RocAucVariance!.Value, 1e-3 * exact.RocAucVariance.Value);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(1e-300)]
    [InlineData(3.0517578125e-5)]
    [InlineData(0.999969482421875)]
    public void Measure_ScoresAtTheEdges_AreCounted(double score)
    {
        var report = PerformanceReport.Measure(Count([score, 0.25], [Outcome.Positive, Outcome.Negative]));

        Assert.Equal(score > 0.25 ? 1 : 0, report.RocAuc);
        Assert.Equal(2, report.Labelled);
    }

    [Fact]
    public void Measure_NoRows_IsUndefined()
    {
        var report = PerformanceReport.Measure(new PerformanceCounters(0.5));

        Assert.Equal(new PerformanceReport(
            0, 0, null, 0.5, new(0, 0, 0, 0), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null), report);
        Assert.Equal(report, PerformanceReport.Measure([], [], 0.5));
    }

    [Fact]
    public void Add_RowsWithoutLabelOrScore_AreCountedApart()
    {
        var counters = Count([0.9, 0.1, double.NaN, 2, 0.3], [Outcome.Positive, Outcome.Unknown, Outcome.Positive, Outcome.Negative, Outcome.Unknown]);

        var report = PerformanceReport.Measure(counters);

        Assert.Equal((3, 1, 2, 2), (counters.Rows, counters.Labelled, counters.Unlabelled, counters.Unusable));
        Assert.Equal(1 / 3.0, report.Coverage!.Value, 12);
        Assert.Null(report.RocAuc);
        Assert.Equal(1, report.AveragePrecision);
    }

    [Fact]
    public void Curves_OfCounters_AreThoseOfTheRows()
    {
        var counters = Count([0.1, 0.35, 0.4, 0.8], [Outcome.Negative, Outcome.Positive, Outcome.Negative, Outcome.Positive]);

        Assert.Equal([0, 0, 0.5, 0.5, 1], Statistics.Metrics.Curves.Roc(counters.Ranked!).Select(point => point.X));
        Assert.Equal([1, 3, 4, 8], counters.CalibrationCurve.Index().Where(bin => bin.Item.Rows == 1).Select(bin => bin.Index));
        Assert.Equal(0.35, counters.CalibrationCurve[3].MeanScore!.Value, 12);
        Assert.Null(counters.CalibrationCurve[0].PositiveRate);
    }

    [Fact]
    public void Merge_AnotherThreshold_Throws() =>
        Assert.Throws<ArgumentException>(() => new PerformanceCounters(0.5).Merge(new PerformanceCounters(0.6)));

    [Fact]
    public void Read_WrittenCounters_AreTheSameAndAnythingElseIsRefused()
    {
        var (scores, outcomes) = Rows(60, 2);
        var bytes = Bytes(Count(scores, outcomes).Write);

        Assert.Equal(bytes, Bytes(PerformanceCounters.Read(bytes).Write));
        Assert.Throws<FormatException>(() => PerformanceCounters.Read([.. bytes, 0]));
        Assert.Throws<FormatException>(() => PerformanceCounters.Read([]));
        for (var place = 0; place < bytes.Length; place++)
        {
            Assert.Throws<FormatException>(() => PerformanceCounters.Read(bytes.AsSpan(0, place)));
            var changed = (byte[])bytes.Clone();
            changed[place] ^= 0xFF;
            try
            {
                PerformanceReport.Measure(PerformanceCounters.Read(changed));
            }
            catch (FormatException)
            {
                // The one thing that bytes from elsewhere may cause.
            }
        }
    }

    [Fact]
    public void Regression_AnySplitOfTheRows_GivesTheSameFigures() => Prop
        .ForAll(s_splits.ToArbitrary(), input =>
        {
            var (predictions, _) = Rows(input.Rows, (ulong)input.Seed);
            var (actual, _) = Rows(input.Rows, (ulong)input.Seed + 1);
            double[] far = [.. actual.Select(value => value + 1e9)];
            double[] near = [.. predictions.Select(value => value + 1e9)];
            var (whole, parts, rest) = (new RegressionCounters(), new RegressionCounters(), new RegressionCounters());
            whole.Add(near, far);
            parts.Add(near.AsSpan(input.Cut), far.AsSpan(input.Cut));
            rest.Add(near.AsSpan(0, input.Cut), far.AsSpan(0, input.Cut));
            parts.Merge(rest);
            var (one, other) = (RegressionReport.Measure(whole), RegressionReport.Measure(RegressionCounters.Read(Bytes(parts.Write))));

            return whole.Labelled == parts.Labelled && whole.Unlabelled == parts.Unlabelled && whole.Unusable == parts.Unusable
                && Within(one.R2, other.R2, 1e-6 * (1 + Math.Abs(one.R2 ?? 0)))
                && Within(one.MeanAbsoluteError, other.MeanAbsoluteError, 1e-12)
                && Within(one.Bias, other.Bias, 1e-12);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Regression_HardValues_AreCountedApartOrMeasured()
    {
        var counters = new RegressionCounters();
        counters.Add([1, double.NaN, 1, double.PositiveInfinity, 1, 1e59], [1, 1, double.NaN, 1, double.NegativeInfinity, -1e59]);

        var report = RegressionReport.Measure(RegressionCounters.Read(Bytes(counters.Write)));

        Assert.Equal((2, 1, 3), (counters.Labelled, counters.Unlabelled, counters.Unusable));
        Assert.Equal(1e59, report.MeanAbsoluteError!.Value, 1e47);
        Assert.Null(RegressionReport.Measure(new RegressionCounters()).MeanAbsoluteError);
        var bytes = Bytes(counters.Write);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => RegressionCounters.Read(bytes.AsSpan(0, length)));
        }
    }

    private static bool Within(double? exact, double? read, double? error) =>
        (exact is null && read is null) || Math.Abs(exact!.Value - read!.Value) <= error + 1e-12;

    private static PerformanceCounters Count(ReadOnlySpan<double> scores, ReadOnlySpan<Outcome> outcomes)
    {
        var counters = new PerformanceCounters(0.4);
        counters.Add(scores, outcomes);
        return counters;
    }

    private static (double[] Scores, Outcome[] Outcomes) Rows(int rows, ulong seed)
    {
        var stream = new RandomStream(seed);
        var (scores, outcomes) = (new double[rows], new Outcome[rows]);
        for (var row = 0; row < rows; row++)
        {
            scores[row] = stream.NextIndex(12) switch { 0 => double.NaN, 1 => 1, 2 => 0.4, 3 => stream.NextUnit() * 1e-3, _ => stream.NextUnit() };
            outcomes[row] = stream.NextIndex(10) == 0 ? Outcome.Unknown : stream.NextUnit() < scores[row] ? Outcome.Positive : Outcome.Negative;
        }

        return (scores, outcomes);
    }

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
