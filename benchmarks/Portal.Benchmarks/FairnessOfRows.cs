using System.Diagnostics;
using System.Globalization;
using Portal.Scoring.Running;
using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;

namespace Portal.Benchmarks;

/// <summary>Fairness of rows in ten groups, counted and reported, with and without scores and a bootstrap of 2,000 samples, beside the way
/// that comes to mind first: each rate of each group by going through the rows, and a bootstrap that draws rows.</summary>
internal static class FairnessOfRows
{
    private const int Rounds = 7;
    private const int Samples = 2_000;
    private const int PlainSamples = 4;

    public static int Run(int rows)
    {
        var decisions = ManyDecisions.Make(rows);
        _ = Count(decisions.First(20_000), scored: true);
        Report(Count(decisions.First(20_000), scored: true), Samples);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ThisMachine.Device(1).Name}, {Environment.ProcessorCount} cores; {rows:N0} rows in {decisions.Labels.Length} groups; median of {Rounds}"));

        var before = ThisMachine.PeakMemoryBytes();
        var report = Median(() => Report(Count(decisions, scored: false), 0));
        var bootstrap = Median(() => Report(Count(decisions, scored: false), Samples));
        var scored = Median(() => Report(Count(decisions, scored: true), Samples));
        var own = ThisMachine.PeakMemoryBytes();
        var plain = Seconds(() => PlainFairness.Gaps(decisions));
        var resampled = Seconds(() => PlainFairness.Bootstrap(decisions, PlainSamples)) / PlainSamples * Samples;
        var others = ThisMachine.PeakMemoryBytes();

        Line("counted and reported", report, plain);
        Line($"with {Samples:N0} bootstrap samples", bootstrap, plain + resampled);
        Line("with scores as well", scored, plain + resampled);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the plain way's bootstrap is timed with {PlainSamples} samples and multiplied; peak memory above the rows themselves: {(own - before) / 1e6:N1} MB, the plain way another {(others - own) / 1e6:N1} MB"));
        return 0;
    }

    private static FairnessCounts Count(ManyDecisions decisions, bool scored)
    {
        var counts = new FairnessCounts();
        counts.Add(decisions.Labels, decisions.Codes, decisions.Selected, decisions.Outcomes, scored ? decisions.Scores : []);
        return counts;
    }

    private static double Report(FairnessCounts counts, int samples) =>
        FairnessReport.Measure(counts, new FairnessOptions { BootstrapSamples = samples }).Measures[FairnessMeasure.EqualisedOdds].Eligible.Difference!.Value;

    private static double Median(Func<double> work) => Enumerable.Range(0, Rounds).Select(_ => Seconds(work)).Order().ElementAt(Rounds / 2);

    private static double Seconds(Func<double> work)
    {
        var began = Stopwatch.GetTimestamp();
        _ = work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Line(string name, double own, double plain) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-32} {own * 1e3,9:N1} ms   plain {plain,9:N2} s   {plain / own,9:N0} times"));
}
