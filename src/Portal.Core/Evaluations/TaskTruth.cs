using System.Globalization;
using System.Text;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>What is true of each row in tasks where that is neither one class nor one number; filled row by row.</summary>
internal abstract class TaskTruth
{
    private const int LongestQuoted = 40;

    /// <returns>Null where the truth is one class or one number a row.</returns>
    public static TaskTruth? Of(ModelTask task, ScoringRules scoring, CsvReader table) => task switch
    {
        ModelTask.Ranking => new RankingTruth(table.IndexOf(scoring.LabelColumn), table.IndexOf(scoring.QueryColumn!)),
        ModelTask.MultilabelClassification => new MultilabelTruth(table.IndexOf(scoring.LabelColumn), scoring.LabelSeparator!, scoring.ClassLabels),
        ModelTask.Retrieval => new RetrievalTruth(table.IndexOf(scoring.LabelColumn), scoring.RoleColumn is { } role ? table.IndexOf(role) : null),
        ModelTask.TextGeneration => new TextTruth(table.IndexOf(scoring.LabelColumn), table.IndexOf(scoring.IdentifierColumn!)),
        _ => null,
    };

    /// <summary>Takes the row that was read last.</summary>
    /// <returns>What is wrong with it, in a sentence; null when it fits.</returns>
    public abstract string? Take(CsvReader row);

    protected static bool IsNumber(ReadOnlySpan<byte> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>A field as it stands in a sentence.</summary>
    protected static string Quoted(ReadOnlySpan<byte> field) =>
        field.IsEmpty ? "missing" : $"'{Encoding.UTF8.GetString(field.Length > LongestQuoted ? field[..LongestQuoted] : field)}'";
}
