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
            Console.WriteLine($"{"model",-20} {"evaluation",16} {"bare loop",16} {"ratio",7}");
            foreach (var model in s_models)
            {
                var spec = MortgageRows.Spec(model, table) with { LatencyCalls = 0 };
                using var bare = BareLoop.Prepare(spec);
                var (whole, loop) = (new List<double>(), new List<double>());
                for (var round = -1; round < Rounds; round++)
                {
                    var evaluation = await TimeAsync(() => WholeEvaluation.RunAsync(spec, folder.FullName, rows));
                    var plain = await TimeAsync(() => Task.FromResult(bare.Run()));
                    if (round >= 0)
                    {
                        whole.Add(rows / evaluation);
                        loop.Add(rows / plain);
                    }
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model,-20} {Median(whole),12:N0} r/s {Median(loop),12:N0} r/s {Median(whole) / Median(loop),7:P0}"));
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> TimeAsync(Func<Task<double>> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
