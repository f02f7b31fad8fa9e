using Portal.Core.Evaluations;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>Everything that an evaluation does between the two files and its figures, by the product's own types and in its order;
/// without the start of the process (0.2 s) and without the database.</summary>
internal static class WholeEvaluation
{
    public static async Task<double> RunAsync(ScoringSpec spec, string folder, int rows)
    {
        var path = Path.Combine(folder, "scores.f64");
        var truth = Task.Run(() => TruthTable.Read(File.OpenRead(spec.TablePath), MortgageRows.Rules(), MortgageRows.Columns(), rows, CancellationToken.None));
        var report = await new ScoringRun(spec, path, new ScoringIsolation(false, false, false), _ => { }).RunAsync();
        var scored = await ScoredFile.ReadAsync(report, path, CancellationToken.None);
        var (results, _) = EvidenceOf.Measure(MortgageRows.Rules(), scored.Value!, (await truth).Value!);
        return results.Metrics[MetricNames.RocAuc] + results.Fairness[0].LowestImpactRatio!.Value;
    }
}
