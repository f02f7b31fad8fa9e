using System.Buffers;
using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift;

public sealed class CategoricalCountersTests
{
    private static readonly string?[] s_reference = Draw(1, 4000, 120);
    private static readonly string?[] s_current = Draw(2, 6000, 400);

    [Fact]
    public void Merge_TenChunksReadBackInAnyOrder_EqualTheWhole()
    {
        var baseline = CategoricalBaseline.From(s_reference);
        var (whole, sum) = (new CategoricalCounters(baseline), new CategoricalCounters(baseline));
        whole.Add(s_current);
        foreach (var chunk in (int[])[9, 3, 0, 1, 7, 2, 8, 4, 6, 5])
        {
            var part = new CategoricalCounters(baseline);
            part.Add(s_current.AsSpan(600 * chunk, 600));
            sum.Merge(CategoricalCounters.Read(baseline, Bytes(part.Write)));
        }

        Assert.Equal(CategoricalCounters.MostNew, whole.NewLabels.Count);
        Assert.Equal(Bytes(whole.Write), Bytes(sum.Write));
        var (left, right) = (CategoricalDrift.Measure(baseline, whole), CategoricalDrift.Measure(baseline, sum));
        Assert.Equal(left.Categories, right.Categories);
        Assert.NotNull(left.Judgement);
        Assert.Equal((left.Distances, left.Homogeneity, left.NewRows), (right.Distances, right.Homogeneity, right.NewRows));
        Assert.Equal(left.Judgement, right.Judgement);
    }

    [Fact]
    public void Counted_IsTheSameAsCounting()
    {
        var (reference, current) = (Count(s_reference), Count(s_current));
        var (baseline, known) = (CategoricalBaseline.From(reference), CategoricalBaseline.From([.. s_reference.Where(label => label is not null)]));
        var (counters, one) = (new CategoricalCounters(baseline), new CategoricalCounters(known));
        counters.Add(current);
        one.Add([.. s_current.Where(label => label is not null)]);

        Assert.Equal(Bytes(one.Write), Bytes(counters.Write));
        Assert.Throws<ArgumentOutOfRangeException>(() => counters.Add(new Dictionary<string, long> { ["a"] = 0 }));
        Assert.Equal(Bytes(one.Write), Bytes(counters.Write));
    }

    /// <summary>Two windows with the same five hundred labels that the baseline does not know: a hundred of them are kept by name, the others
    /// are no news for that.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 1)]
    public void Measure_WindowAgainstAWindowWithMoreNewLabelsThanAreKept_CallsNoneNewThatMayHaveBeenThere(int rows, int labels)
    {
        var baseline = CategoricalBaseline.From([.. Enumerable.Repeat("known", 500)]);
        string?[] both = [.. Enumerable.Repeat("known", 500), .. Enumerable.Range(0, 500).Select(label => $"k{label:000}")];
        var (before, now) = (new CategoricalCounters(baseline), new CategoricalCounters(baseline));
        before.Add(both);
        now.Add([.. both, .. Enumerable.Repeat("a first one", rows)]);

        var measured = CategoricalDrift.Measure(baseline, before, now);

        Assert.Equal((rows, labels), (measured.NewRows, measured.NewCategories.Count));
    }

    [Fact]
    public void Add_Codes_CountsAsLabelsDo()
    {
        string[] dictionary = [.. s_current.OfType<string>().Distinct()];
        int[] codes = [.. s_current.Select(label => label is null ? -1 : Array.IndexOf(dictionary, label))];
        var baseline = CategoricalBaseline.From(s_reference);

        var (labels, coded) = (CategoricalDrift.Measure(baseline, s_current), CategoricalDrift.Measure(baseline, codes, dictionary));

        Assert.Equal(labels.Categories, coded.Categories);
        Assert.Equal(labels.NewCategories, coded.NewCategories);
        Assert.Equal((labels.CurrentRows, labels.CurrentMissing, labels.Distances), (coded.CurrentRows, coded.CurrentMissing, coded.Distances));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalCounters(baseline).Add([dictionary.Length], dictionary));
    }

    [Fact]
    public void Baseline_WrittenAndRead_MeasuresTheSame()
    {
        var baseline = CategoricalBaseline.From(s_reference);
        var bytes = Bytes(baseline.Write);

        var read = CategoricalBaseline.Read(bytes);

        Assert.Equal(baseline.Labels, read.Labels);
        Assert.Equal(CategoricalDrift.Measure(baseline, s_current).Distances, CategoricalDrift.Measure(read, s_current).Distances);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => CategoricalBaseline.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Read_AnyDamage_IsRefusedOrReadAsCounters()
    {
        var baseline = CategoricalBaseline.From(s_reference);
        var counters = new CategoricalCounters(baseline);
        counters.Add(s_current.AsSpan(0, 300));
        var bytes = Bytes(counters.Write);

        Assert.Throws<FormatException>(() => CategoricalCounters.Read(CategoricalBaseline.From(["a"]), bytes));
        var stream = new RandomStream(3);
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            byte[] damaged = [.. bytes];
            damaged[stream.NextIndex(damaged.Length)] ^= (byte)(1 << stream.NextIndex(8));
            try
            {
                CategoricalCounters.Read(baseline, damaged);
            }
            catch (FormatException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Fact]
    public void Measure_WindowAgainstWindow_KnowsTheOthersNewCategories()
    {
        var grid = CategoricalBaseline.From(["a", "a", "b"]);
        var (before, now) = (new CategoricalCounters(grid), new CategoricalCounters(grid));
        before.Add(["a", "c", "c", "b"]);
        now.Add(["a", "c", "d", null]);

        var result = CategoricalDrift.Measure(grid, before, now);

        Assert.Equal(["d"], result.NewCategories);
        Assert.Equal(["b"], result.VanishedCategories);
        Assert.Equal(1, result.NewRows);
        Assert.Equal([new CategoryLine("a", 1, 1), new CategoryLine("b", 1, 0), new CategoryLine(CategoricalBaseline.Other, 2, 2)], result.Categories);
    }

    private static Dictionary<string, long> Count(string?[] labels) => labels.OfType<string>().CountBy(label => label).ToDictionary(pair => pair.Key, pair => (long)pair.Value);

    private static string?[] Draw(ulong seed, int rows, int labels)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => stream.NextUnit() < 0.05 ? null : $"label {stream.NextIndex(labels)}")];
    }

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
