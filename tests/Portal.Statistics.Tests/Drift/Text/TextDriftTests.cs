using Portal.Statistics.Drift.Text;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift.Text;

public sealed class TextDriftTests
{
    [Fact]
    public void Measure_OtherTopic_IsFound()
    {
        var drift = TextDrift.Measure(Texts(1, 120, 0), Texts(2, 100, 40))!;

        Assert.True(drift.RocAuc > 0.65);
        Assert.True(drift.PValue < 1e-4);
        Assert.Equal(drift, TextDrift.Measure(Texts(1, 120, 0), Texts(2, 100, 40)));
    }

    [Fact]
    public void Measure_SameSource_CallsFewInAHundred()
    {
        var called = 0;
        for (ulong trial = 0; trial < 100; trial++)
        {
            called += TextDrift.Measure(Texts(1_000 + trial, 40, 0), Texts(2_000 + trial, 40, 0))!.PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(called, 0, 12);
    }

    [Fact]
    public void Measure_NothingToCompare_IsNotDefined()
    {
        Assert.Null(TextDrift.Measure([null, null, "one"], ["a", "b"]));
        Assert.Null(TextDrift.Measure([], []));
        Assert.Equal(0.5, TextDrift.Measure(["", "", "!?"], ["", "  ", "-"])!.RocAuc);
    }

    [Fact]
    public void Descriptors_Texts_AreCounted()
    {
        var (reference, current) = TextDescriptors.Measure(["the cat", "the dog 7", null], ["The bird!", "", "…"]);

        Assert.Equal([7, 9], reference.Length);
        Assert.Equal([2, 3], reference.Words);
        Assert.Equal([0.5, 2.0 / 3], reference.Unknown);
        Assert.Equal([9, 0, 1], current.Length);
        Assert.Equal([0.5, double.NaN, double.NaN], current.Unknown);
        Assert.Equal([1.0 / 9, double.NaN, 1], current.NonLetters);
    }

    private static string[] Texts(ulong seed, int count, int shift)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"w{stream.NextIndex(80) + shift}")))];
    }
}
