using System.Diagnostics;
using System.Globalization;
using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Drift;

namespace Portal.Benchmarks;

/// <summary>How often the decision rule flags windows in which nothing moved: the product's stated false-alarm budget.</summary>
internal static class FalseAlarms
{
    private const ulong Seed = 7_000;

    private static readonly (int Reference, int Current)[] s_sizes = [(500, 500), (5_000, 50), (5_000, 1_000), (100_000, 1_000_000)];

    public static int Run(int windows)
    {
        Console.WriteLine($"{windows} windows without drift a line; flagged = a warning or an alarm of any column, at an adjusted p of 0.05");
        Console.WriteLine("| reference | window | columns | flagged | rate | 95 % interval | seconds |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (reference, current) in s_sizes)
        {
            foreach (var kind in Enum.GetValues<UndriftedWindows.Kind>())
            {
                if (kind == UndriftedWindows.Kind.Table && reference > 10_000)
                {
                    // Twenty billion draws, and each of its columns is one of the lines above.
                    continue;
                }

                var began = Stopwatch.GetTimestamp();
                var flagged = UndriftedWindows.Flagged(kind, reference, current, windows, Seed);
                var interval = WilsonInterval.Of(flagged, windows)!.Value;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {reference:N0} | {current:N0} | {Words(kind)} | {flagged} | {100.0 * flagged / windows:0.0} % | {100 * interval.Lower:0.0}–{100 * interval.Upper:0.0} % | {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} |"));
            }
        }

        return 0;
    }

    private static string Words(UndriftedWindows.Kind kind) => kind switch
    {
        UndriftedWindows.Kind.Numeric => "1 numeric",
        UndriftedWindows.Kind.Categorical => "1 of 10 categories",
        UndriftedWindows.Kind.Table => "20 of all kinds",
    };
}
