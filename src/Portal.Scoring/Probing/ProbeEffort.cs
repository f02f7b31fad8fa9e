using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Probing;

/// <summary>How much can be asked within a budget of rows: with many columns first fewer questions, then none.</summary>
/// <param name="Rows">Rows of the sample.</param>
/// <param name="Shuffles">How often each column is shuffled; 0 when none is.</param>
/// <param name="Disturbs">Whether columns are moved and emptied.</param>
/// <param name="Grids">Columns whose dependence is drawn.</param>
/// <param name="LeftOut">What is not asked and why, in sentences.</param>
internal sealed record ProbeEffort(int Rows, int Shuffles, bool Disturbs, int Grids, IReadOnlyList<string> LeftOut)
{
    /// <summary>Values of a column that are tried, at most.</summary>
    public const int GridValues = 12;

    /// <summary>Columns whose dependence is drawn, at most.</summary>
    public const int MostGrids = 8;

    /// <summary>Fewer rows say nothing that is worth a chart.</summary>
    private const int FewestRows = 200;

    /// <summary>Numbers that a file of probes may hold, as a model with many classes gives many for a row.</summary>
    private const long MostNumbers = 5_000_000;

    /// <summary>Lower, higher, empty.</summary>
    private const int Disturbances = 3;

    /// <summary>The most that fits.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="width">Numbers that the model gives for a row.</param>
    /// <param name="columns">Columns that the model takes.</param>
    /// <param name="attributes">Those of them of which every value is tried.</param>
    public static ProbeEffort Of(ProbePlan plan, long rows, int width, int columns, int attributes)
    {
        var budget = Math.Min(plan.Budget, MostNumbers / width);
        var fewest = (int)Math.Min(rows, Math.Min(plan.Rows, FewestRows));
        foreach (var (shuffles, disturbs, grids) in new[] { (5, true, MostGrids), (2, true, MostGrids), (2, false, MostGrids), (0, false, 0) })
        {
            var grid = Math.Min(grids, columns) + attributes;
            var probes = 1 + (long)columns * (shuffles + (disturbs ? Disturbances : 0)) + (long)grid * GridValues;
            var most = (int)Math.Min(Math.Min(rows, plan.Rows), budget / probes);
            if (most >= fewest && (shuffles > 0 || attributes > 0))
            {
                return new ProbeEffort(most, shuffles, disturbs, grids, [.. Sentences(columns, shuffles, disturbs, budget)]);
            }
        }

        return new ProbeEffort(0, 0, false, 0, [string.Create(CultureInfo.InvariantCulture, $"A budget of {budget:N0} rows is too small to ask anything of a model with {columns:N0} columns and {width:N0} numbers a row.")]);
    }

    private static IEnumerable<string> Sentences(int columns, int shuffles, bool disturbs, long budget)
    {
        var many = string.Create(CultureInfo.InvariantCulture, $"The model takes {columns:N0} columns, and {budget:N0} rows may be scored to explain it");
        if (shuffles == 0)
        {
            yield return $"{many}: only protected attributes among its inputs were looked at.";
        }
        else if (!disturbs)
        {
            yield return $"{many}: small changes and missing values were left out.";
        }
    }
}
