using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>The stored form of <see cref="NumericBaseline"/>: form, grid values, edges by their places on the grid, facts, counters.</summary>
internal static class NumericBaselineBytes
{
    private const byte Form = 1;
    private const byte Complete = 1;
    private const byte HasDeviation = 2;

    public static void Write(NumericBaseline baseline, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var facts = baseline.Facts;
        var writer = new CounterWriter(output);
        writer.Number(Form);
        writer.Count(facts.Distinct);
        writer.Number((ulong)((facts.IsComplete ? Complete : 0) | (facts.Deviation is null ? 0 : HasDeviation)));
        writer.Number((ulong)baseline.Grid.Count);
        foreach (var value in baseline.Grid.Values)
        {
            writer.Real(value);
        }

        writer.Number((ulong)baseline.EdgeIndexes.Length);
        foreach (var edge in baseline.EdgeIndexes)
        {
            writer.Number((ulong)edge);
        }

        if (facts.Median is { } median)
        {
            writer.Real(median);
            writer.Real(facts.FirstQuartile!.Value);
            writer.Real(facts.ThirdQuartile!.Value);
        }

        if (facts.Deviation is { } deviation)
        {
            writer.Real(deviation);
        }

        baseline.Reference.Write(output);
    }

    public static NumericBaseline Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var distinct = reader.Count();
        var flags = reader.Index(Complete | HasDeviation);
        var values = new double[reader.Index(bytes.Length / sizeof(double))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Real() + 0.0;
            CounterReader.Require(i == 0 || values[i] > values[i - 1], "The grid does not rise.");
        }

        CounterReader.Require(distinct == 0 == (values.Length == 0), "There are values without a grid, or a grid without values.");
        var edges = ReadEdges(values.Length, distinct, ref reader);
        double? Next(bool has, ref CounterReader from) => has ? from.Real() : null;
        var (median, first, third) = (Next(distinct > 0, ref reader), Next(distinct > 0, ref reader), Next(distinct > 0, ref reader));
        var deviation = Next((flags & HasDeviation) != 0, ref reader);
        CounterReader.Require(deviation is null or >= 0 && !(third < first), "A spread is negative.");
        var grid = new NumericGrid(values);
        var reference = NumericCounterBytes.Read(grid, ref reader);
        reader.End();
        CounterReader.Require(distinct <= reference.Rows && distinct == 0 == (reference.Rows == 0), "There are fewer rows than distinct values.");
        return new NumericBaseline(grid, reference, new NumericFacts(distinct, (flags & Complete) != 0, deviation, median, first, third), edges);
    }

    private static int[] ReadEdges(int values, long distinct, ref CounterReader reader)
    {
        var edges = new int[reader.Index(Math.Min(values, 9))];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = reader.Index(values - 1);
            CounterReader.Require(i == 0 || edges[i] > edges[i - 1], "The edges do not rise.");
        }

        var isDiscrete = distinct <= NumericBaseline.MostDiscrete;
        CounterReader.Require(isDiscrete ? edges.Length == 0 && values == distinct : edges.Length > 0, "The bins do not fit the values.");
        return edges;
    }
}
