using System.Diagnostics;
using System.Globalization;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>Rows per second of a whole evaluation (read the CSV, build tensors, run, check, digest, metrics and fairness) against a
/// bare ONNX Runtime loop over tensors that are prepared before the clock starts. One thread inside the runtime in both.</summary>
internal static class ScoringOverhead
{
    private const int Rounds = 5;
    private static readonly string[] s_models = ["mortgage-logit-v1", "mortgage-gbt-v2", "mortgage-mlp-v5"];

    public static async Task<int> RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("portal-benchmark-");
        try
        {
            var table = MortgageRows.Write(folder.FullName, rows);
            Console.WriteLine($"{ThisMachine.Device(1).Name}, {Environment.ProcessorCount} cores; the {MortgageRows.Source} rows repeated to {rows.ToString("N0", CultureInfo.InvariantCulture)}; median of {Rounds}");
            Console.WriteLine($"{"model",-20} {"evaluation",16} {"bare loop",16} {"ratio",7}   processor time a row");
            foreach (var model in s_models)
            {
                var spec = MortgageRows.Spec(model, table) with { LatencyCalls = 0 };
                using var bare = BareLoop.Prepare(spec);
                var (whole, loop) = (new List<Spent>(), new List<Spent>());
                for (var round = -1; round < Rounds; round++)
                {
                    var evaluation = await TimeAsync(() => WholeEvaluation.RunAsync(spec, folder.FullName, rows));
                    var plain = await TimeAsync(() => Task.FromResult(bare.Run()));
                    if (round >= 0)
                    {
                        whole.Add(evaluation);
                        loop.Add(plain);
                    }
                }

                var (evaluated, ran) = (rows / Median(whole, spent => spent.Seconds), rows / Median(loop, spent => spent.Seconds));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model,-20} {evaluated,12:N0} r/s {ran,12:N0} r/s {evaluated / ran,7:P0}   {Nanoseconds(whole, rows),5:N0} ns, {Nanoseconds(loop, rows),5:N0} ns"));
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Spent> TimeAsync(Func<Task<double>> work)
    {
        var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new Spent(Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static double Nanoseconds(List<Spent> all, int rows) => Median(all, spent => spent.ProcessorSeconds) * 1e9 / rows;

    private static double Median(List<Spent> all, Func<Spent, double> of) => all.Select(of).Order().ElementAt(all.Count / 2);

    /// <summary>What one way through the rows took: on the wall, and of all cores together, which other work on the machine
    /// hardly moves.</summary>
    private sealed record Spent(double Seconds, double ProcessorSeconds);
}
