using System.Buffers;
using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Storage;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Performance;
using Portal.Statistics.Performance.Estimation;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Baselines;

/// <summary>A baseline as it is kept: form, then each part with its kind, its name and its length.</summary>
internal static class BaselineBytes
{
    private const int Form = 1;
    private const int MostParts = 10_000;
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The numbers stand in stored baselines and never change.</summary>
    private enum PartKind
    {
        Number = 1,
        Category = 2,

        /// <summary>A column that is no subject of drift.</summary>
        Column = 3,
        Score = 4,
        Prediction = 5,
        Performance = 6,
        Regression = 7,
        Fairness = 8,
        Quality = 9,
        Calibration = 10,
    }

    public static byte[] Write(ObservedBaseline baseline)
    {
        var (bytes, scratch, count) = (new BlockOutput(), new ArrayBufferWriter<byte>(16 * 1024), 0);
        foreach (var column in baseline.Columns)
        {
            Part(column.Numeric is not null ? PartKind.Number : column.Categorical is not null ? PartKind.Category : PartKind.Column, column.Name, column.Numeric is { } numeric ? numeric.Write : column.Categorical is { } labels ? labels.Write : _ => { });
        }

        Part(PartKind.Score, "", baseline.Score is { } score ? score.Write : null);
        Part(PartKind.Prediction, "", baseline.Prediction is { } prediction ? prediction.Write : null);
        Part(PartKind.Performance, "", baseline.Performance is { } performance ? performance.Write : null);
        Part(PartKind.Regression, "", baseline.Regression is { } regression ? regression.Write : null);
        foreach (var (name, counts) in baseline.Fairness.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Part(PartKind.Fairness, name, counts.Write);
        }

        Part(PartKind.Quality, "", output => output.Write(JsonSerializer.SerializeToUtf8Bytes(baseline.Quality.Columns, JsonText.Options)));
        Part(PartKind.Calibration, "", baseline.Calibration is { } calibration ? calibration.Write : null);
        var whole = new BlockOutput();
        whole.Byte(Form);
        whole.Count(count);
        whole.Bytes(bytes.Written);
        return whole.Written.ToArray();

        void Part(PartKind kind, string name, Action<IBufferWriter<byte>>? write)
        {
            if (write is null)
            {
                return;
            }

            scratch.ResetWrittenCount();
            write(scratch);
            bytes.Byte((int)kind);
            bytes.Text(name);
            bytes.Count(scratch.WrittenCount);
            bytes.Bytes(scratch.WrittenSpan);
            count++;
        }
    }

    /// <param name="empty">All that stands in the database, without parts.</param>
    /// <param name="columns">Of the data.</param>
    /// <exception cref="InvalidDataException">It is no baseline.</exception>
    public static ObservedBaseline Read(ObservedBaseline empty, IReadOnlyList<DatasetColumn> columns, ReadOnlySpan<byte> bytes)
    {
        var input = new BlockInput(bytes);
        if (input.Byte() != Form)
        {
            throw new InvalidDataException("This baseline has a form that is not known.");
        }

        var (read, made, fairness) = (empty, new List<BaselineColumn>(), new Dictionary<string, FairnessCounts>(StringComparer.Ordinal));
        var parts = input.Count(MostParts, "parts");
        try
        {
            for (var part = 0; part < parts; part++)
            {
                var (kind, name) = ((PartKind)input.Byte(), input.Text(BlockFormat.MostTextBytes));
                var content = input.Take(input.Count(MostBytes, "bytes"));
                switch (kind)
                {
                    case PartKind.Number: made.Add(new BaselineColumn(name, Named(name), NumericBaseline.Read(content), null)); break;
                    case PartKind.Category: made.Add(new BaselineColumn(name, Named(name), null, CategoricalBaseline.Read(content))); break;
                    case PartKind.Column: made.Add(new BaselineColumn(name, Named(name), null, null)); break;
                    case PartKind.Score: read = read with { Score = NumericBaseline.Read(content) }; break;
                    case PartKind.Prediction: read = read with { Prediction = CategoricalBaseline.Read(content) }; break;
                    case PartKind.Performance: read = read with { Performance = PerformanceCounters.Read(content) }; break;
                    case PartKind.Regression: read = read with { Regression = RegressionCounters.Read(content) }; break;
                    case PartKind.Fairness: fairness[name] = FairnessCounts.Read(content); break;
                    case PartKind.Quality: read = read with { Quality = new QualityRules(JsonSerializer.Deserialize<List<ColumnRule>>(content, JsonText.Options)!) }; break;
                    case PartKind.Calibration: read = read with { Calibration = ScoreCalibration.Read(content) }; break;
                    default: throw new InvalidDataException($"A part of the baseline is of the kind {(int)kind}, which is not known.");
                }
            }
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            throw new InvalidDataException($"The baseline can't be read: {broken.Message}", broken);
        }

        input.End();
        return read with { Columns = made, Fairness = fairness };

        DatasetColumn Named(string name) => columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal)) ?? throw new InvalidDataException($"The data have no column `{name}`.");
    }
}
