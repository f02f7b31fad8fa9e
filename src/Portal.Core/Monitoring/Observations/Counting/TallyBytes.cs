using System.Buffers;
using System.Globalization;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Latency;
using Portal.Statistics.Performance;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>Counters as they are kept: form, rows, labelled rows, then each counter with its kind, its name and its length. Those that are
/// empty are left out.</summary>
internal static class TallyBytes
{
    private const int Form = 1;
    private const int MostParts = 10_000;
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The numbers stand in stored counters and never change.</summary>
    private enum PartKind
    {
        Number = 1,
        Category = 2,
        Score = 3,
        Prediction = 4,
        Performance = 5,
        Regression = 6,
        Fairness = 7,
        Quality = 8,
        Latency = 9,
        Cost = 10,
    }

    public static byte[] Write(ObservedTally tally)
    {
        var parts = new List<(PartKind Kind, string Name, Action<IBufferWriter<byte>> Write)>();
        parts.AddRange(tally.Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (PartKind.Number, pair.Key, (Action<IBufferWriter<byte>>)pair.Value.Write)));
        parts.AddRange(tally.Categories.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (PartKind.Category, pair.Key, (Action<IBufferWriter<byte>>)pair.Value.Write)));
        parts.AddRange(tally.Fairness.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (PartKind.Fairness, pair.Key, (Action<IBufferWriter<byte>>)pair.Value.Write)));
        parts.Add((PartKind.Quality, "", tally.Quality.Write));
        Add(PartKind.Score, tally.Score is { } score ? score.Write : null);
        Add(PartKind.Prediction, tally.Prediction is { } prediction ? prediction.Write : null);
        Add(PartKind.Performance, tally.Performance is { } performance ? performance.Write : null);
        Add(PartKind.Regression, tally.Regression is { } regression ? regression.Write : null);
        Add(PartKind.Latency, tally.Latency is { } latency ? latency.Write : null);
        parts.AddRange(tally.Costs.Select(cost => (PartKind.Cost, cost.Key, (Action<IBufferWriter<byte>>)(output => output.Write(System.Text.Encoding.ASCII.GetBytes(cost.Value.ToString(CultureInfo.InvariantCulture)))))));

        var (bytes, scratch) = (new BlockOutput(), new ArrayBufferWriter<byte>(16 * 1024));
        bytes.Byte(Form);
        bytes.Number((ulong)tally.Rows);
        bytes.Number((ulong)tally.LabelledRows);
        bytes.Count(parts.Count);
        foreach (var (kind, name, write) in parts)
        {
            scratch.ResetWrittenCount();
            write(scratch);
            bytes.Byte((int)kind);
            bytes.Text(name);
            bytes.Count(scratch.WrittenCount);
            bytes.Bytes(scratch.WrittenSpan);
        }

        return bytes.Written.ToArray();

        void Add(PartKind kind, Action<IBufferWriter<byte>>? write)
        {
            if (write is not null)
            {
                parts.Add((kind, "", write));
            }
        }
    }

    /// <exception cref="InvalidDataException">They are no counters against this baseline.</exception>
    public static ObservedTally Read(ObservedBaseline baseline, ReadOnlySpan<byte> bytes)
    {
        var input = new BlockInput(bytes);
        if (input.Byte() != Form)
        {
            throw new InvalidDataException("These counters have a form that is not known.");
        }

        var tally = new ObservedTally(baseline) { Rows = (long)input.Number(), LabelledRows = (long)input.Number() };
        var parts = input.Count(MostParts, "counters");
        try
        {
            for (var part = 0; part < parts; part++)
            {
                var (kind, name) = ((PartKind)input.Byte(), input.Text(BlockFormat.MostTextBytes));
                Read(tally, kind, name, input.Take(input.Count(MostBytes, "bytes")));
            }
        }
        catch (FormatException broken)
        {
            throw new InvalidDataException($"Counters can't be read: {broken.Message}", broken);
        }

        input.End();
        return tally;
    }

    private static void Read(ObservedTally tally, PartKind kind, string name, ReadOnlySpan<byte> bytes)
    {
        var baseline = tally.Baseline;
        switch (kind)
        {
            case PartKind.Number: tally.Numbers[name] = NumericCounters.Read(There(Column(baseline, name).Numeric), bytes); break;
            case PartKind.Category: tally.Categories[name] = CategoricalCounters.Read(There(Column(baseline, name).Categorical), bytes); break;
            case PartKind.Score: tally.Score = NumericCounters.Read(There(baseline.Score), bytes); break;
            case PartKind.Prediction: tally.Prediction = CategoricalCounters.Read(There(baseline.Prediction), bytes); break;
            case PartKind.Performance: tally.Performance = PerformanceCounters.Read(bytes); break;
            case PartKind.Regression: tally.Regression = RegressionCounters.Read(bytes); break;
            case PartKind.Fairness: tally.Fairness[name] = FairnessCounts.Read(bytes); break;
            case PartKind.Quality: tally.Quality = QualityCounters.Read(bytes); break;
            case PartKind.Latency: tally.Latency = LatencyCounters.Read(bytes); break;
            case PartKind.Cost: tally.Costs[name] = Amount(bytes); break;
            default: throw new InvalidDataException($"Counters of the kind {(int)kind} are not known.");
        }
    }

    private static T There<T>(T? baseline)
        where T : class => baseline ?? throw new InvalidDataException("Counters are of something that the baseline has not.");

    private static decimal Amount(ReadOnlySpan<byte> bytes) =>
        decimal.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : throw new InvalidDataException("An amount of money is no number.");

    private static BaselineColumn Column(ObservedBaseline baseline, string name) =>
        baseline.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal)) ?? throw new InvalidDataException($"The baseline has no column `{name}`.");
}
