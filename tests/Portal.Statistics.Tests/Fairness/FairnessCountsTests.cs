using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;
using Portal.Statistics.Slices;
using Portal.Statistics.Uncertainty;
using Outcome = Portal.Statistics.Counters.Outcome;

namespace Portal.Statistics.Tests.Fairness;

public sealed class FairnessCountsTests
{
    private static readonly string[] s_groups = ["a", "b & c", "", "(missing)", "ü"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Merge_AnySplitOfTheRows_GivesTheSameBytes() => Prop
        .ForAll(Gen.Choose(0, 200).SelectMany(rows => Gen.Choose(0, rows).SelectMany(cut => Gen.Choose(0, 1_000_000).Select(seed => (rows, cut, seed)))).ToArbitrary(), input =>
        {
            var rows = Rows(input.rows, (ulong)input.seed);
            var whole = Count(rows, 0, input.rows);
            var parts = Count(rows, input.cut, input.rows);
            parts.Merge(Count(rows, 0, input.cut));

            return Bytes(whole).AsSpan().SequenceEqual(Bytes(parts)) && whole.Rows == input.rows;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Read_WrittenCounters_AreTheSame()
    {
        var counts = Count(Rows(1_000, 7), 0, 1_000);

        var read = FairnessCounts.Read(Bytes(counts));

        Assert.Equal(Bytes(counts), Bytes(read));
        Assert.Equal(counts.Groups, read.Groups);
        Assert.Equal(counts.UnusableScores, read.UnusableScores);
        Assert.Equal(FairnessReport.Measure(counts, cancellation: Token).Groups, FairnessReport.Measure(read, cancellation: Token).Groups);
    }

    [Fact]
    public void Read_EveryTruncation_IsRefused()
    {
        var bytes = Bytes(Count(Rows(60, 3), 0, 60));

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => FairnessCounts.Read(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => FairnessCounts.Read([.. bytes, 0]));
    }

    [Fact]
    public void Read_AnyChangedByte_IsRefusedOrIsSomethingThatIsWritten()
    {
        var bytes = Bytes(Count(Rows(60, 4), 0, 60));
        for (var place = 0; place < bytes.Length; place++)
        {
            foreach (var change in (ReadOnlySpan<byte>)[1, 0x40, 0x80, 0xFF])
            {
                var changed = (byte[])bytes.Clone();
                changed[place] ^= change;
                try
                {
                    FairnessReport.Measure(FairnessCounts.Read(changed), cancellation: Token);
                }
                catch (FormatException)
                {
                    // The one thing that bytes from elsewhere may cause.
                }
            }
        }
    }

    [Fact]
    public void Add_MoreGroupsThanThereIsRoomFor_CountsTheRestTogether()
    {
        var counts = new FairnessCounts();
        string[] groups = [.. Enumerable.Range(0, 250).Select(group => $"g{group:000}")];
        counts.Add(groups, [.. Enumerable.Range(0, 250)], new bool[250]);
        counts.Add(groups, [249, 0], [true, true]);

        Assert.Equal(FairnessCounts.MaximumGroups + 1, counts.Groups.Count);
        Assert.Equal(51, counts.RowsOfOtherGroups);
        Assert.Equal(252, FairnessCounts.Read(Bytes(counts)).Rows);
    }

    [Fact]
    public void Add_ScoresThatAreNone_CountRowsWithoutThem()
    {
        var counts = new FairnessCounts();
        counts.Add(["a"], [0, 0, 0, 0], [true, true, false, false], [], [0.5, double.NaN, 1.5, double.NegativeInfinity]);

        Assert.Equal((4, 1, 2), (counts.Rows, counts.Scored, counts.UnusableScores));
        Assert.Equal(0.5, FairnessReport.Measure(counts, cancellation: Token).Groups[0].MeanScore);
    }

    [Fact]
    public void Add_CodeWithoutGroup_ThrowsAndCountsNothing()
    {
        var counts = new FairnessCounts();

        Assert.Throws<ArgumentException>(() => counts.Add(["a"], [0, 1], [true, true]));
        Assert.Throws<ArgumentException>(() => counts.Add(["a"], [0, 0], [true]));
        Assert.Throws<ArgumentException>(() => counts.Add(["a"], [0], [true], [(Outcome)3]));
        Assert.Equal(0, counts.Rows);
    }

    [Fact]
    public void Cross_SeveralAttributes_JoinsInOrderAndNamesTheMissing()
    {
        var (labels, codes) = GroupLabels.Cross([new SliceColumn("sex", ["F", "M"], new[] { 0, 1, -1, 0 }), new SliceColumn("age", ["old"], new[] { 0, -1, 0, 0 })]);

        Assert.Equal(["F & old", "M & (missing)", "(missing) & old", "F & old"], codes.ToArray().Select(code => labels[code]));
        Assert.True(GroupLabels.HasMissing("(missing) & old"));
        Assert.False(GroupLabels.HasMissing("F & old"));
    }

    [Fact]
    public void Cross_ValuesThatSpellTheJoint_AreOneGroupALabel()
    {
        var (labels, codes) = GroupLabels.Cross([new SliceColumn("x", ["a & b", "a"], new[] { 0, 1 }), new SliceColumn("y", ["c", "b & c"], new[] { 0, 1 })]);

        Assert.Equal(["a & b & c"], labels);
        Assert.Equal([0, 0], codes.ToArray());
    }

    private static FairnessCounts Count((int[] Codes, bool[] Selected, Outcome[] Outcomes, double[] Scores) rows, int from, int to)
    {
        var counts = new FairnessCounts();
        counts.Add(
            s_groups, rows.Codes.AsSpan(from, to - from), rows.Selected.AsSpan(from, to - from), rows.Outcomes.AsSpan(from, to - from), rows.Scores.AsSpan(from, to - from));
        return counts;
    }

    private static (int[] Codes, bool[] Selected, Outcome[] Outcomes, double[] Scores) Rows(int rows, ulong seed)
    {
        var stream = new RandomStream(seed);
        var result = (Codes: new int[rows], Selected: new bool[rows], Outcomes: new Outcome[rows], Scores: new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            result.Codes[row] = stream.NextIndex(s_groups.Length);
            result.Selected[row] = stream.NextUnit() < 0.4;
            result.Outcomes[row] = (Outcome)stream.NextIndex(3);
            result.Scores[row] = stream.NextIndex(20) switch { 0 => double.NaN, 1 => 2, 2 => 0, 3 => 1, _ => stream.NextUnit() };
        }

        return result;
    }

    private static byte[] Bytes(FairnessCounts counts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        counts.Write(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
