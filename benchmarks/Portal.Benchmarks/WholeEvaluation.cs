using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>Everything that an evaluation does between the two files and its figures, slices and intervals included, by the product's
/// own types and in its order; without the start of the process (0.2 s) and without the database.</summary>
internal static class WholeEvaluation
{
    public static async Task<double> RunAsync(ScoringSpec spec, string folder, int rows)
    {
        var path = Path.Combine(folder, "scores.f64");
        var reading = Task.Run(() => Read(spec.TablePath, rows));
        var report = await new ScoringRun(spec, path, new ScoringIsolation(false, false, false), _ => { }).RunAsync();
        var scored = await ScoredTable.ReadAsync(spec.Output, report, path, CancellationToken.None);
        var known = await reading;
        var measurement = Measurement.Of(ModelTask.BinaryClassification, MortgageRows.Rules(), scored.Value!.Scores, known.Truth);
        var (results, _) = EvidenceOf.Measure(MortgageRows.Rules(), [], known, measurement, CancellationToken.None);
        return results.Metrics[MetricNames.RocAuc] + results.Fairness[0].LowestImpactRatio!.Value;
    }

    private static DatasetTruth Read(string table, int rows)
    {
        var truth = TruthTable.Read(File.OpenRead(table), ModelTask.BinaryClassification, MortgageRows.Rules(), MortgageRows.Columns(), rows, CancellationToken.None);
        return new DatasetTruth(truth.Value!, SliceTable.Read(File.OpenRead(table), [], MortgageRows.Columns(), rows, CancellationToken.None));
    }
}
