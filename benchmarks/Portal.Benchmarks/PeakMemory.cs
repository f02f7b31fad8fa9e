using System.Globalization;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>The most memory that one whole evaluation holds, scoring and measuring together. A process of its own for each number of
/// rows: a peak never falls.</summary>
internal static class PeakMemory
{
    public static async Task<int> RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("portal-benchmark-");
        try
        {
            var table = MortgageRows.Write(folder.FullName, rows);
            var spec = MortgageRows.Spec("mortgage-logit-v1", table) with { LatencyCalls = 0 };
            await WholeEvaluation.RunAsync(spec, folder.FullName, rows);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} rows ({new FileInfo(table).Length / 1e6:N0} MB): {ThisMachine.PeakMemoryBytes() / 1e6:N0} MB at most"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
