using System.Buffers;
using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift;

public sealed class NumericCountersTests
{
    private static readonly double[] s_reference = Draw(1, 5000, 0);
    private static readonly double[] s_current = Draw(2, 20_000, 0.2);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(256)]
    public void Merge_TenChunksReadBackInAnyOrder_EqualTheWhole(int mostIntervals)
    {
        var baseline = NumericBaseline.From(s_reference, mostIntervals: mostIntervals);
        var (whole, sum) = (new NumericCounters(baseline), new NumericCounters(baseline));
        whole.Add(s_current);
        foreach (var chunk in (int[])[3, 9, 0, 1, 7, 2, 8, 4, 6, 5])
        {
            var part = new NumericCounters(baseline);
            part.Add(s_current.AsSpan(2000 * chunk, 2000));
            sum.Merge(NumericCounters.Read(baseline, Bytes(part.Write)));
        }

        var (left, right) = (NumericDrift.Measure(baseline, whole), NumericDrift.Measure(baseline, sum));
        Assert.Equal(left.KsDistance, right.KsDistance);
        Assert.Equal(left.Bins, right.Bins);
        Assert.Equal(left.Quantiles, right.Quantiles);
        Assert.Equal(left.W1!.Value, right.W1!.Value, 1e-13);
        Assert.Equal(left.CurrentDeviation!.Value, right.CurrentDeviation!.Value, 1e-12);
        Assert.Equal((whole.Missing, whole.NonFinite, whole.Least, whole.Greatest), (sum.Missing, sum.NonFinite, sum.Least, sum.Greatest));
    }

    /// <summary>Squares and distances of such numbers leave the range: what is written must be readable all the same, or one row spoils an hour.</summary>
    [Theory]
    [InlineData(1e300, -1e300)]
    [InlineData(double.MaxValue, double.MinValue)]
    [InlineData(1e200, 0)]
    public void Write_NumbersAtTheEndOfTheRange_CanBeReadAgain(double one, double other)
    {
        var baseline = NumericBaseline.From(s_reference);
        var (whole, parts, part) = (new NumericCounters(baseline), new NumericCounters(baseline), new NumericCounters(baseline));
        whole.Add([one, other]);
        parts.Add([one]);
        part.Add([other]);
        parts.Merge(part);

        foreach (var counters in (NumericCounters[])[whole, parts])
        {
            var read = NumericCounters.Read(baseline, Bytes(counters.Write));

            Assert.Equal((2, Math.Max(one, other), Math.Min(one, other)), (read.Rows, read.Greatest, read.Least));
            Assert.True(double.IsFinite(read.Mean!.Value) && double.IsFinite(read.Deviation!.Value));
        }
    }

    [Fact]
    public void Measure_CountersOfCompleteBaseline_AgreeWithRowsWithinTheirBound()
    {
        var baseline = NumericBaseline.From(s_reference);
        var counters = new NumericCounters(baseline);
        counters.Add(s_current);

        var (rows, counted) = (NumericDrift.Measure(baseline, s_current), NumericDrift.Measure(baseline, counters));

        Assert.Equal(rows.KsDistance, counted.KsDistance);
        Assert.Equal(0, counted.KsError);
        Assert.Equal(rows.Bins, counted.Bins);
        Assert.Equal(rows.Missing, counted.Missing);
        Assert.InRange(Math.Abs(rows.W1!.Value - counted.W1!.Value), 0, counted.W1Error + 1e-9);
        Assert.Equal(0, rows.W1Error);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(30)]
    public void Measure_StoredGrid_ErrorsAreWithinTheBoundsTold(double shift)
    {
        var current = Draw(5, 3000, shift);
        var exact = NumericDrift.Measure(NumericBaseline.From(s_reference), current);
        var grid = NumericBaseline.From(s_reference, mostIntervals: 64);
        var counters = new NumericCounters(grid);
        counters.Add(current);

        foreach (var kept in (NumericDriftResult[])[NumericDrift.Measure(grid, current), NumericDrift.Measure(grid, counters)])
        {
            Assert.Equal(exact.Bins, kept.Bins);
            Assert.InRange(exact.KsDistance!.Value, kept.KsDistance!.Value, kept.KsDistance.Value + kept.KsError + 1e-12);
            Assert.InRange(Math.Abs(exact.W1!.Value - kept.W1!.Value), 0, kept.W1Error + 1e-8);
            Assert.InRange(kept.W1Error, 0, 0.06 * kept.ReferenceDeviation!.Value);
        }
    }

    [Fact]
    public void Measure_WindowAgainstWindow_IsTheSameAsWithAnOwnBaseline()
    {
        var grid = NumericBaseline.From(s_reference, mostIntervals: 1024);
        var (before, now) = (new NumericCounters(grid), new NumericCounters(grid));
        var (first, second) = (Draw(7, 4000, 0.1), Draw(8, 3000, 0.4));
        before.Add(first);
        now.Add(second);

        var told = NumericDrift.Measure(grid, before, now);
        var exact = NumericDrift.Measure(NumericBaseline.From(first), second);

        Assert.InRange(exact.KsDistance!.Value, told.KsDistance!.Value, told.KsDistance.Value + told.KsError + 1e-12);
        Assert.InRange(Math.Abs(exact.W1!.Value - told.W1!.Value), 0, told.W1Error + 1e-8);
        Assert.Equal(exact.ReferenceDeviation!.Value, told.ReferenceDeviation!.Value, 1e-9);
    }

    [Fact]
    public void Write_TenRows_TakesTensOfBytes()
    {
        var baseline = NumericBaseline.From(s_reference, mostIntervals: NumericBaseline.StoredIntervals);
        var counters = new NumericCounters(baseline);
        counters.Add(s_current.AsSpan(0, 10));

        Assert.InRange(Bytes(counters.Write).Length, 40, 110);
    }

    [Fact]
    public void Read_AnyDamage_IsRefusedOrReadAsCounters()
    {
        var baseline = NumericBaseline.From(s_reference, mostIntervals: 64);
        var counters = new NumericCounters(baseline);
        counters.Add(s_current.AsSpan(0, 200));
        var bytes = Bytes(counters.Write);

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => NumericCounters.Read(baseline, bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => NumericCounters.Read(baseline, [.. bytes, 0]));
        Assert.Throws<FormatException>(() => NumericCounters.Read(NumericBaseline.From([1.0, 2, 3]), bytes));
        var stream = new RandomStream(11);
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            byte[] damaged = [.. bytes];
            damaged[stream.NextIndex(damaged.Length)] ^= (byte)(1 << stream.NextIndex(8));
            try
            {
                NumericCounters.Read(baseline, damaged);
            }
            catch (FormatException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(64)]
    public void Baseline_WrittenAndRead_MeasuresTheSame(int mostIntervals)
    {
        var baseline = NumericBaseline.From(s_reference, mostIntervals: mostIntervals);
        var bytes = Bytes(baseline.Write);

        var read = NumericBaseline.Read(bytes);

        Assert.Equal(baseline.Edges, read.Edges);
        Assert.Equal(baseline.IsComplete, read.IsComplete);
        var (left, right) = (NumericDrift.Measure(baseline, s_current), NumericDrift.Measure(read, s_current));
        Assert.Equal((left.W1, left.KsDistance, left.W1Normalised, left.Bins), (right.W1, right.KsDistance, right.W1Normalised, right.Bins));
        Assert.Equal(left.Quantiles, right.Quantiles);
        Assert.Throws<FormatException>(() => NumericBaseline.Read(bytes.AsSpan(0, bytes.Length - 1)));
        bytes[0] = 9;
        Assert.Throws<FormatException>(() => NumericBaseline.Read(bytes));
    }

    [Fact]
    public void Add_32BitValues_CountsTheSame()
    {
        var baseline = NumericBaseline.From([.. s_reference.Select(value => (float)value)], []);
        float[] current = [.. s_current.Select(value => (float)value)];

        var left = NumericDrift.Measure(baseline, current);
        var right = NumericDrift.Measure(baseline, [.. current.Select(value => (double)value)], []);

        Assert.Equal((left.W1, left.KsDistance, left.Bins), (right.W1, right.KsDistance, right.Bins));
    }

    [Fact]
    public void Add_MissingMarksOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new NumericCounters(NumericBaseline.From([1.0, 2])).Add([1.0, 2], [true]));

    [Fact]
    public void Merge_AnotherGrid_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new NumericCounters(NumericBaseline.From([1.0, 2])).Merge(new NumericCounters(NumericBaseline.From([1.0, 3]))));

    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(0, 1e-300)]
    [InlineData(0, 1e300)]
    [InlineData(-5e8, 1.0 / 1024)]
    public void Measure_OffsetOrScale_LosesNoDigits(double offset, double scale)
    {
        // Steps of 2⁻¹⁰ stay exact beside the offsets.
        double[] reference = [.. s_reference.Select(value => Math.Round(value * 1024) / 1024)];
        double[] current = [.. s_current.Where(double.IsFinite).Take(2000).Select(value => Math.Round(value * 1024) / 1024)];

        var plain = NumericDrift.Measure(NumericBaseline.From(reference), current);
        var moved = NumericDrift.Measure(
            NumericBaseline.From([.. reference.Select(value => offset + value * scale)], []), [.. current.Select(value => offset + value * scale)], []);

        Assert.Equal(plain.KsDistance!.Value, moved.KsDistance!.Value, 1e-12);
        Assert.Equal(plain.W1Normalised!.Value, moved.W1Normalised!.Value, offset == 0 ? 1e-9 : 1e-4);
    }

    /// <summary>Bell-shaped, some missing, some infinite, and one in ten a whole number.</summary>
    private static double[] Draw(ulong seed, int rows, double shift)
    {
        var stream = new RandomStream(seed);
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var kind = stream.NextUnit();
            var bell = stream.NextUnit() + stream.NextUnit() + stream.NextUnit() + stream.NextUnit() - 2 + shift;
            values[row] = kind < 0.02 ? double.NaN : kind < 0.03 ? double.NegativeInfinity : kind < 0.13 ? Math.Round(bell) : bell;
        }

        return values;
    }

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
