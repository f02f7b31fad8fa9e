using System.Diagnostics;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Registry;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using ColumnType = Portal.Core.Datasets.ColumnType;

namespace Portal.Benchmarks;

/// <summary>Seconds that the parts of ingestion take by themselves, in this process and on one thread, each after a round that does not count;
/// and writing the same bytes to the same disk with nothing done to them.</summary>
internal sealed record IngestionParts(double Csv, double Ndjson, double Count, double Block, double RawBody, double RawBlock, double BlockBytes)
{
    public static IngestionParts Measure(List<byte[]> bodies)
    {
        var data = MortgageRows.Columns().Append(new DatasetColumn("application_id", ColumnType.Text, ColumnRole.Identifier)).ToList();
        var columns = ExpectedColumns.ForInputs(ModelTask.BinaryClassification, MortgageRows.Rules(), data, MortgageRows.Source, new BatchNames(null, "received_at", ["deny"]));
        var rules = new BatchRules(ModelTask.BinaryClassification, MortgageRows.Rules(), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1_000_000, Quarantine: false);
        var tables = bodies.ConvertAll(body => Read(body, BatchFormat.Csv, columns, rules));
        var baseline = Baseline(data);
        var blocks = tables.ConvertAll(table => BlockWriter.Write(table.Columns));
        return new IngestionParts(
            Seconds(bodies, body => Read(body, BatchFormat.Csv, columns, rules)),
            Seconds(bodies.ConvertAll(ToNdjson), body => Read(body, BatchFormat.Ndjson, columns, rules)),
            Seconds(tables, table => CountBatch.Run(baseline, table.Columns, null, CancellationToken.None)),
            Seconds(tables, table => BlockWriter.Write(table.Columns)),
            Seconds(bodies, WriteRaw),
            Seconds(blocks, WriteRaw),
            blocks.Sum(bytes => (double)bytes.Length));
    }

    private static BatchTable Read(byte[] body, BatchFormat format, ExpectedColumns columns, BatchRules rules)
    {
        using var rows = BatchRows.Open(format, new MemoryStream(body), columns);
        return BatchTable.Read(rows, columns, rules, CancellationToken.None).Value;
    }

    private static ObservedBaseline Baseline(List<DatasetColumn> data)
    {
        var path = Path.Combine(MortgageRows.Root, "seed", "mortgage", "evaluation.csv");
        var made = ReferenceTable.Read(() => File.OpenRead(path), data, "deny", File.ReadLines(path).Count() - 1, CancellationToken.None).Value;
        double[] scores = [.. Enumerable.Range(0, 1000).Select(score => score / 1000.0)];
        return new ObservedBaseline(
            BaselineId.New(), VersionId.New(), ModelTask.BinaryClassification, MortgageRows.Rules(), DatasetVersionId.New(), null, made.Columns, NumericBaseline.From(scores, mostIntervals: NumericBaseline.StoredIntervals), null, null, null,
            new Dictionary<string, FairnessCounts>(), made.Quality, null);
    }

    /// <summary>The same rows as JSON objects, all values as texts.</summary>
    private static byte[] ToNdjson(byte[] csv)
    {
        var lines = Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].TrimEnd().Split(',');
        return Encoding.UTF8.GetBytes(string.Concat(lines.Skip(1).Select(line => $"{{{string.Join(',', line.TrimEnd().Split(',').Zip(names, (cell, name) => $"\"{name}\":\"{cell}\""))}}}\n")));
    }

    private static double Seconds<T>(List<T> all, Action<T> work)
    {
        all.ForEach(work);
        var began = Stopwatch.GetTimestamp();
        all.ForEach(work);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void WriteRaw(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString("N"));
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }
}
