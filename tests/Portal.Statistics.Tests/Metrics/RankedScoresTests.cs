using Portal.Statistics.Metrics;

namespace Portal.Statistics.Tests.Metrics;

/// <summary>Sorting by digits, summing in turns: the same figures as the plainest way of computing them.</summary>
public sealed class RankedScoresTests
{
    public static TheoryData<int, string> Tables { get; } = new()
    {
        { 10, "double" }, { 100, "ties" }, { 2047, "float" }, { 2049, "float" }, { 5000, "double" }, { 5001, "ties" },
        { 20_000, "float" }, { 20_000, "double" }, { 20_000, "borders" }, { 5000, "one value" },
    };

    [Theory, MemberData(nameof(Tables))]
    public void Of_AnyScores_CountsAsThePlainestWay(int rows, string kind)
    {
        var (scores, positives) = Make(rows, kind);

        var ranked = RankedScores.Of(scores, positives);

        var expected = scores.Zip(positives).GroupBy(row => row.First).OrderByDescending(group => group.Key).ToArray();
        var curve = Curves.Roc(ranked, int.MaxValue);
        Assert.Equal(expected.Length, ranked.Count);
        Assert.Equal(expected.Length + 1, curve.Count);
        var (tp, fp) = (0, 0);
        for (var step = 0; step < expected.Length; step++)
        {
            tp += expected[step].Count(row => row.Second);
            fp += expected[step].Count(row => !row.Second);
            Assert.Equal(new CurvePoint((double)fp / ranked.Negatives, (double)tp / ranked.Positives, expected[step].Key), curve[step + 1]);
        }
    }

    [Fact]
    public void Of_NegativeScores_AreOrderedToo()
    {
        var random = new Random(17);
        var scores = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble() * 8 - 4).Append(-0.0).Append(0.0).ToArray();
        var positives = scores.Select(score => score > 0).ToArray();

        foreach (var kind in new[] { scores, Array.ConvertAll(scores, score => (double)(float)score) })
        {
            var ranked = RankedScores.Of(kind, positives);

            Assert.Equal(kind.Distinct().OrderDescending(), Curves.Roc(ranked, int.MaxValue).Skip(1).Select(point => point.Threshold!.Value));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Measure_AnyScores_LosesAsThePlainestWay(int rows, string kind)
    {
        var (scores, positives) = Make(rows, kind);

        var measured = BinaryMetrics.Measure(scores, positives, 0.5);

        var truth = scores.Zip(positives).ToArray();
        Assert.Equal(truth.Average(row => -Math.Log(row.Second ? Clip(row.First) : 1 - Clip(row.First))), measured.LogLoss, 1e-12);
        Assert.Equal(truth.Average(row => Math.Pow(row.First - (row.Second ? 1 : 0), 2)), measured.Brier, 1e-12);
        foreach (var bin in Calibration.Bins(scores, positives))
        {
            var inside = truth.Where(row => (row.First > bin.From || (bin.From == 0 && row.First == 0)) && row.First <= bin.To).ToArray();
            Assert.Equal(inside.LongLength, bin.Rows);
            Assert.Equal(inside.Select(row => row.First).DefaultIfEmpty().Average(), bin.MeanScore ?? 0, 1e-12);
        }

        static double Clip(double score) => Math.Clamp(score, 1e-15, 1 - 1e-15);
    }

    private static (double[] Scores, bool[] Positives) Make(int rows, string kind)
    {
        var random = new Random(rows);
        var scores = Enumerable.Range(0, rows).Select(row => kind switch
        {
            "float" => (float)random.NextDouble(),
            "double" => random.NextDouble(),
            "ties" => random.Next(50) / 64.0,
            "borders" => row % 3 == 0 ? random.Next(2) : Math.Pow(random.NextDouble(), 40),
            _ => 0.25,
        }).ToArray();
        return (scores, [.. scores.Select(score => random.NextDouble() < score)]);
    }
}
