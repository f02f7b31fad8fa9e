using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Scoring.Contract;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations;

/// <summary>What it costs to run a version, in the words of pages.</summary>
public static class SpeedReading
{
    /// <summary>The most rows a second that were measured.</summary>
    public static double BestRows(EvaluationTimings timings) => timings.Speed?.Best()?.RowsPerSecond ?? timings.RowsPerSecond;

    /// <summary>How the fastest call looks; nothing where only one kind of call was measured.</summary>
    public static string? Finding(ScoringSpeed? speed)
    {
        if (speed?.Best() is not { } best || speed.Points.FirstOrDefault(point => point is { BatchRows: 1, Threads: 1 }) is not { } single || best == single)
        {
            return null;
        }

        return $"Fastest with {Call(best)}: {Times(best.RowsPerSecond / single.RowsPerSecond)} as many rows a second as one row a call on one thread.";
    }

    /// <summary>"512 rows a call and 2 threads".</summary>
    public static string Call(SpeedPoint point) => $"{Figures.Count(point.BatchRows, "row")} a call and {Figures.Count(point.Threads, "thread")}";

    /// <summary>"3.1 times"; two digits that count.</summary>
    public static string Times(double ratio) => $"{Figures.Number(ratio, ratio < 1 ? 2 : ratio < 100 ? 1 : 0)} times";

    /// <summary>The row that the headline takes: measured before assumed.</summary>
    public static HardwareCost? Headline(HardwareCostTable? costs, EvaluationId evaluation) =>
        costs?.Rows.Where(row => row.AtFullLoad is not null).OrderBy(row => row.Evaluation == evaluation ? 0 : 1).ThenBy(row => row.Basis).FirstOrDefault();

    public static string InWords(HardwareCost row) => row.Basis switch
    {
        CostBasis.Measured => $"Measured on a machine of this class ({row.MeasuredOn}).",
        CostBasis.PricedAs => $"Measured on {row.MeasuredOn}, whose class nobody named; priced by the core as this one.",
        CostBasis.NotMeasured => "Not measured: evaluate this version on a runner of this class. Speed is not guessed.",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Basis, null),
    };
}
