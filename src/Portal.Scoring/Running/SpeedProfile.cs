using System.Diagnostics;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Running;

/// <summary>
/// Rows a second and the time of a call, by rows a call and by threads. It comes after the scores are made and may never cost them: the
/// time is bounded, what would not fit into it is left out, and what fails ends the measuring only.
/// </summary>
/// <param name="open">Makes a session with a number of threads ready, and gives what scores the first rows of the sample with it.</param>
/// <param name="first">The session that scored, with the number of threads that it has.</param>
/// <param name="loading">How long a session takes to open.</param>
internal sealed class SpeedProfile(Func<int, SpeedProfile.Scorer> open, SpeedProfile.Scorer first, TimeSpan loading)
{
    private const int MostCalls = 60;
    private static readonly int[] s_sizes = [1, 8, 64, 512, 4096];
    private static readonly TimeSpan s_longestPoint = TimeSpan.FromMilliseconds(60);

    private readonly List<SpeedPoint> _points = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <param name="rows">Rows that there are to score at once; 1 for a model that takes no more.</param>
    /// <param name="mostThreads">Threads go up to here in doubles.</param>
    /// <param name="budget">Time for all of it.</param>
    public IReadOnlyList<SpeedPoint> Measure(int rows, int mostThreads, SpeedBudget budget)
    {
        try
        {
            MeasureWith(first, rows, budget);
            foreach (var threads in Threads(first.Threads, mostThreads))
            {
                if (!budget.Has(Spent() + loading, threads))
                {
                    break;
                }

                using var scorer = open(threads);
                MeasureWith(scorer, rows, budget);
            }
        }
        catch (Exception end) when (end is RefusedException or OutOfMemoryException)
        {
            // The memory of one evaluation is not enough for a larger call. The scores are made already.
        }

        return _points;
    }

    /// <summary>1, 2, 4 … and the number of processors itself.</summary>
    public static IEnumerable<int> Threads(int first, int most)
    {
        for (var threads = 1; threads < most; threads *= 2)
        {
            if (threads != first)
            {
                yield return threads;
            }
        }

        if (most != first && most > 1)
        {
            yield return most;
        }
    }

    /// <summary>The usual sizes as far as there are rows, and all rows of a small sample.</summary>
    public static IEnumerable<int> Sizes(int rows) => s_sizes.Where(size => size < rows).Append(Math.Min(rows, s_sizes[^1])).Distinct();

    private void MeasureWith(Scorer scorer, int rows, SpeedBudget budget)
    {
        foreach (var size in Sizes(rows))
        {
            // What a row took in the call before tells what a larger call may take at most.
            var expected = _points.Count == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(_points[^1].P50Milliseconds / _points[^1].BatchRows * size * 2);
            if (!budget.Has(Spent() + expected, scorer.Threads))
            {
                return;
            }

            _points.Add(Point(scorer, size));
        }
    }

    private TimeSpan Spent() => Stopwatch.GetElapsedTime(_began);

    private static SpeedPoint Point(Scorer scorer, int rows)
    {
        // The first call of a size makes room that later ones find.
        scorer.Score(rows);
        var times = new List<double>(MostCalls);
        var began = Stopwatch.GetTimestamp();
        do
        {
            var start = Stopwatch.GetTimestamp();
            scorer.Score(rows);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        while (times.Count < MostCalls && Stopwatch.GetElapsedTime(began) < s_longestPoint);

        times.Sort();
        var median = Rank(times, 0.5);
        return new SpeedPoint(rows, scorer.Threads, times.Count, rows / median * 1000, median, Rank(times, 0.95));
    }

    private static double Rank(List<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <summary>A session with a number of threads, and how it scores the first rows of the sample.</summary>
    internal sealed class Scorer(int threads, Action<int> score, IDisposable? owned = null) : IDisposable
    {
        public int Threads => threads;

        public void Score(int rows) => score(rows);

        public void Dispose() => owned?.Dispose();
    }
}

/// <summary>How long speed may be measured: not so long that a limit of the process could end what is done already.</summary>
/// <param name="Longest">On the wall, from its beginning.</param>
/// <param name="Processor">Processor time that is left to the process.</param>
internal sealed record SpeedBudget(TimeSpan Longest, TimeSpan Processor)
{
    /// <summary>A quarter of what is left of each limit, at most what was asked for.</summary>
    public static SpeedBudget Of(ScoringSpec spec)
    {
        var wall = TimeSpan.FromSeconds(spec.Limits.WallSeconds) - ThisMachine.SinceStart();
        var processor = TimeSpan.FromSeconds(spec.Limits.CpuSeconds) - Environment.CpuUsage.TotalTime;
        var asked = TimeSpan.FromMilliseconds(spec.SpeedMilliseconds);
        return new SpeedBudget(wall / 4 < asked ? wall / 4 : asked, processor / 4);
    }

    /// <summary>Whether there is time up to <paramref name="until"/> with so many threads at work.</summary>
    public bool Has(TimeSpan until, int threads) => until < Longest && until * threads < Processor;
}
