using System.Buffers;
using Portal.Statistics.Latency;

namespace Portal.Statistics.Tests;

/// <summary>Percentiles are read within the error that is told, from counters that add up.</summary>
public sealed class LatencyCountersTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    [InlineData(1.0)]
    public void Percentile_IsWithinItsError(double share)
    {
        var random = new Random(11);
        var times = Enumerable.Range(0, 20_000).Select(_ => Math.Exp(random.NextDouble() * 12 - 4)).ToArray();
        var (one, other) = (new LatencyCounters(), new LatencyCounters());
        one.Add(times.AsSpan(0, 7_000));
        other.Add(times.AsSpan(7_000));
        one.Merge(other);

        var exact = times.Order().ElementAt((int)Math.Ceiling(share * times.Length) - 1);

        Assert.Equal(1, one.Percentile(share)!.Value / exact, LatencyCounters.RelativeError);
        Assert.Equal(times.Average(), one.Mean!.Value, 1e-9);
        Assert.Equal((20_000, times.Max()), (one.Rows, one.Greatest));
    }

    [Fact]
    public void WhatIsNoTime_IsNotCounted_AndExtremesFindAPlace()
    {
        var counters = new LatencyCounters();
        counters.Add([double.NaN, -1, double.PositiveInfinity, 0, 1e-9, 1e12]);

        Assert.Equal(3, counters.Rows);
        Assert.NotNull(counters.Percentile(1));
        Assert.Null(new LatencyCounters().Percentile(0.5));
    }

    [Fact]
    public void Written_IsReadAgain_AndAnythingElseIsRefused()
    {
        var counters = new LatencyCounters();
        counters.Add([1.5, 20, 20, 300]);
        var output = new ArrayBufferWriter<byte>();
        counters.Write(output);
        var bytes = output.WrittenSpan.ToArray();

        var read = LatencyCounters.Read(bytes);

        Assert.Equal((counters.Rows, counters.Mean, counters.Greatest, counters.Percentile(0.5)), (read.Rows, read.Mean, read.Greatest, read.Percentile(0.5)));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => LatencyCounters.Read(bytes.AsSpan(0, length)));
        }
    }
}
