using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;
using Portal.Statistics.Fairness;
using Portal.Statistics.Metrics;

namespace Portal.Benchmarks;

/// <summary>Everything that an evaluation does between the two files and its figures, without the start of the process (0.2 s).</summary>
internal static class WholeEvaluation
{
    public static async Task<double> RunAsync(ScoringSpec spec, string folder)
    {
        var path = Path.Combine(folder, "scores.f64");
        var truth = Task.Run(() => Truth(spec.TablePath));
        var report = await new ScoringRun(spec, path, new ScoringIsolation(false, false, false), _ => { }).RunAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        var scores = new double[report.Rows];
        Buffer.BlockCopy(bytes, 0, scores, 0, bytes.Length);

        var (denied, groups) = await truth;
        var ranked = RankedScores.Of(scores, denied);
        var metrics = BinaryMetrics.Measure(scores, denied, 0.5, ranked);
        var approved = Array.ConvertAll(denied, value => !value);
        var predicted = Array.ConvertAll(scores, score => score < 0.5);
        var fairness = GroupFairness.Measure(["no", "yes"], groups, approved, predicted, "no");
        return metrics.RocAuc!.Value + fairness.MinimumOverMaximum!.Value + Curves.Roc(ranked).Count;
    }

    private static (bool[] Denied, int[] Groups) Truth(string path)
    {
        using var table = CsvReader.Open(path);
        var (label, attribute) = (table.IndexOf("deny"), table.IndexOf("afam"));
        var (denied, groups) = (new List<bool>(), new List<int>());
        while (table.Read())
        {
            denied.Add(table[label].SequenceEqual(Encoding.UTF8.GetBytes("yes")));
            groups.Add(table[attribute].SequenceEqual(Encoding.UTF8.GetBytes("yes")) ? 1 : 0);
        }

        return ([.. denied], [.. groups]);
    }
}
