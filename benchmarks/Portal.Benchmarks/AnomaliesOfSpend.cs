using System.Globalization;
using Portal.Statistics.Tests.Forecasting;

namespace Portal.Benchmarks;

/// <summary>How many spikes of known size the search for anomalies finds, and how often it cries where there is none.</summary>
internal static class AnomaliesOfSpend
{
    private const ulong Seed = 50_000;

    private static readonly decimal[] s_sizes = [0.25m, 0.5m, 1m, 2m];
    private static readonly GeneratedSpend.Kind[] s_kinds = [GeneratedSpend.Kind.Workweek, GeneratedSpend.Kind.Growing, GeneratedSpend.Kind.Flat];

    public static int Run(int series)
    {
        Console.WriteLine("| spikes of | put in | found | recall | false days | precision |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var all = new InjectedSpikes(0, 0, 0, 0);
        foreach (var size in s_sizes)
        {
            var sum = s_kinds.Aggregate(new InjectedSpikes(0, 0, 0, 0), (total, kind) => total + InjectedSpikes.In(kind, size, series, Seed));
            all += sum;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| +{100 * size:0} % | {sum.Spikes} | {sum.Found} | {100 * sum.Recall:0.0} % | {sum.False} | {100 * sum.Precision:0.0} % |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all | {all.Spikes} | {all.Found} | {100 * all.Recall:0.0} % | {all.False} | {100 * all.Precision:0.0} % |"));
        Console.WriteLine("| quiet series | days | false alarms in 100 days |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var kind in Enum.GetValues<GeneratedSpend.Kind>().Where(kind => kind != GeneratedSpend.Kind.Spiky))
        {
            var quiet = InjectedSpikes.In(kind, 0, series, Seed);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {quiet.Days} | {quiet.FalseAlarmsPer100Days:0.00} |"));
        }

        return 0;
    }
}
