using System.Diagnostics;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Running;

/// <summary>Rows per second in batches, once the model is warm: the first call of a session costs many times the others.</summary>
internal static class Throughput
{
    private const int Calls = 9;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>From the median of a few calls with the same batch.</summary>
    public static double Measure(BatchRunner runner, InputBatch batch, int rows)
    {
        var scores = new double[rows * runner.Width];
        var times = new List<double>(Calls);
        var began = Stopwatch.GetTimestamp();
        do
        {
            var start = Stopwatch.GetTimestamp();
            runner.Run(batch, 0, scores, checks: null);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (times.Count < Calls && Stopwatch.GetElapsedTime(began) < s_longest);

        times.Sort();
        return rows / times[times.Count / 2];
    }
}
