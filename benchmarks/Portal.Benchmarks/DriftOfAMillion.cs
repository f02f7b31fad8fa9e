using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Portal.Scoring.Running;
using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Benchmarks;

/// <summary>All measures of drift of 1,000,000 rows against a stored baseline of 100,000, beside the naïve way in the same process.</summary>
internal static class DriftOfAMillion
{
    private const int ReferenceRows = 100_000;
    private const int Rows = 1_000_000;
    private const int NumericColumns = 20;
    private const int CategoryColumns = 10;
    private const int NaiveColumns = 2;
    private const int Rounds = 3;

    private static readonly string[] s_labels = [.. Enumerable.Range(0, 200).Select(number => $"category {number:000}")];

    public static int Run()
    {
        Console.WriteLine($"{ThisMachine.Device(1).Name}, {Environment.ProcessorCount} cores; {Rows:N0} rows against {ReferenceRows:N0}; best of {Rounds}");
        var columns = Enumerable.Range(0, NumericColumns).Select(column => (Reference: Numbers(column, ReferenceRows, 0), Current: Numbers(column, Rows, 1))).ToArray();
        TableColumn[] numbers = [.. columns.Select((column, number) => TableColumn.Numbers($"n{number}", NumericBaseline.From(column.Reference), column.Current))];
        var one = Told("20 numeric columns, 1 thread", "≤ 3 s", () => TableDrift.Measure(numbers));
        Told("20 numeric columns, 2 threads", "≤ 1.7 s", () => TableDrift.Measure(numbers, 2));
        var naive = Told($"naïve, {NaiveColumns} numeric columns", "", () => columns.Take(NaiveColumns).Select(column => NaiveDrift.Numeric(column.Reference, column.Current)).ToArray(), rounds: 1);
        Ratio("numeric, a column", naive / NaiveColumns, one / NumericColumns);

        var codes = Enumerable.Range(0, CategoryColumns).Select(column => (Reference: Codes(column, ReferenceRows, 0), Current: Codes(column, Rows, 1))).ToArray();
        TableColumn[] categories = [.. codes.Select((column, number) => TableColumn.Codes($"c{number}", CategoricalBaseline.From(column.Reference, s_labels), column.Current, s_labels))];
        var coded = Told("10 category columns from codes", "≤ 0.3 s", () => TableDrift.Measure(categories));
        string[][] texts = [.. codes.Take(NaiveColumns).Select(column => column.Current.Select(code => s_labels[code]).ToArray())];
        string[] reference = [.. codes[0].Reference.Select(code => s_labels[code])];
        var naiveCoded = Told($"naïve, {NaiveColumns} category columns", "", () => texts.Select(text => NaiveDrift.Categorical(reference, text)).ToArray(), rounds: 1);
        Ratio("categories, a column", naiveCoded / NaiveColumns, coded / CategoryColumns);
        return CountersAddUp(columns[0].Reference, columns[0].Current) ? 0 : 1;
    }

    /// <summary>Seconds of the best round, printed with the most memory that it held beyond what was there before.</summary>
    private static double Told<T>(string what, string limit, Func<T> work, int rounds = Rounds)
    {
        var best = double.MaxValue;
        ArrayPool<double>.Shared.Return(ArrayPool<double>.Shared.Rent(16));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Resident();
        ForgetPeak();
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        var extra = (ThisMachine.PeakMemoryBytes() - before) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {best,8:0.000} s {limit,8}   {extra,6:N0} MB more at most"));
        return best;
    }

    private static void Ratio(string what, double naive, double own) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {naive / own,8:0.0} times as fast as naïve"));

    /// <summary>Ten chunks counted apart and added give what counting all at once does.</summary>
    private static bool CountersAddUp(double[] reference, double[] current)
    {
        var baseline = NumericBaseline.From(reference, mostIntervals: NumericBaseline.StoredIntervals);
        var (whole, sum) = (new NumericCounters(baseline), new NumericCounters(baseline));
        whole.Add(current);
        for (var chunk = 9; chunk >= 0; chunk--)
        {
            var part = new NumericCounters(baseline);
            part.Add(current.AsSpan(chunk * Rows / 10, Rows / 10));
            var bytes = new ArrayBufferWriter<byte>();
            part.Write(bytes);
            sum.Merge(NumericCounters.Read(baseline, bytes.WrittenSpan));
        }

        var (left, right) = (NumericDrift.Measure(baseline, whole), NumericDrift.Measure(baseline, sum));
        var exact = NumericDrift.Measure(NumericBaseline.From(reference), current);
        var same = left.KsDistance == right.KsDistance && left.Bins == right.Bins && Math.Abs(left.W1!.Value - right.W1!.Value) <= 1e-12 * left.W1.Value;
        var stored = new ArrayBufferWriter<byte>();
        whole.Write(stored);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"counters of 10 chunks {(same ? "equal" : "DIFFER FROM")} those of the whole ({stored.WrittenCount:N0} bytes): KS {left.KsDistance:0.000000} + {left.KsError:0.0000} (exact {exact.KsDistance:0.000000}), W1 {left.W1:0.000000} ± {left.W1Error:0.0000} (exact {exact.W1:0.000000})"));
        return same;
    }

    private static double[] Numbers(int column, int rows, int side)
    {
        var stream = new RandomStream((ulong)(1_000 * side + column));
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var bell = stream.NextUnit() + stream.NextUnit() + stream.NextUnit() + stream.NextUnit() - 2;
            values[row] = (column % 4) switch
            {
                0 => bell + 0.05 * side,
                1 => Math.Exp(3 * bell),
                2 => Math.Round(1_000 * bell),
                _ => 1 / (1 - stream.NextUnit()),
            };
        }

        return values;
    }

    private static int[] Codes(int column, int rows, int side)
    {
        var stream = new RandomStream((ulong)(5_000 + 1_000 * side + column));
        var codes = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            codes[row] = (int)(stream.NextUnit() * stream.NextUnit() * (20 + 18 * column));
        }

        return codes;
    }

    private static long Resident() => Environment.WorkingSet;

    /// <summary>Linux starts its count of the peak anew when asked to; elsewhere the peak is that of the whole run.</summary>
    private static void ForgetPeak()
    {
        const string Switch = "/proc/self/clear_refs";
        if (File.Exists(Switch))
        {
            File.WriteAllText(Switch, "5");
        }
    }
}
