using System.Diagnostics;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Running;

/// <summary>How long one row takes: what a caller of a live model would wait for.</summary>
/// <param name="Calls">Calls that were timed.</param>
/// <param name="P50">Median in milliseconds.</param>
/// <param name="P95">95 % of the calls were no slower, in milliseconds.</param>
/// <param name="P99">99 % of the calls were no slower, in milliseconds.</param>
internal sealed record Latency(int Calls, double? P50, double? P95, double? P99)
{
    private const int WarmUp = 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    public static Latency Measure(BatchRunner runner, InputBatch batch, int rows, int calls)
    {
        if (calls == 0)
        {
            return new Latency(0, null, null, null);
        }

        var score = new double[runner.Width];
        var times = new List<double>(calls);
        var began = Stopwatch.GetTimestamp();
        for (var call = -WarmUp; call < calls; call++)
        {
            var spent = Stopwatch.GetElapsedTime(began);
            if (spent > s_longest && times.Count > 0)
            {
                break;
            }

            // A slow model is measured in a few calls rather than warmed up for minutes.
            call = spent > s_longest / 5 ? Math.Max(call, 0) : call;
            var start = Stopwatch.GetTimestamp();
            runner.Run(batch, (call + WarmUp) % rows, score, checks: null);
            if (call >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return new Latency(times.Count, Rank(times, 0.50), Rank(times, 0.95), Rank(times, 0.99));
    }

    /// <summary>The smallest time that at least this share of calls did not exceed (nearest rank).</summary>
    private static double? Rank(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
