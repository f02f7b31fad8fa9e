using System.Globalization;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>One protected attribute: its values, and which each row has.</summary>
internal sealed record AttributeColumn(DatasetColumn Column, IReadOnlyList<string> Groups, int[] Codes);

/// <summary>What really happened to each row, and to which groups it belongs. Read by the portal itself: a model's process is never
/// trusted with saying how right the model is.</summary>
/// <param name="ClassLabels">The values that the label column may have; empty where the label is a number.</param>
/// <param name="Classes">Index of each row's class; empty where the label is a number.</param>
/// <param name="Values">The number of each row; empty where the label is a class.</param>
internal sealed record TruthTable(IReadOnlyList<string> ClassLabels, int[] Classes, double[] Values, IReadOnlyList<AttributeColumn> Attributes)
{
    /// <summary>The group of rows without a value: shown, not dropped.</summary>
    public const string Missing = "(missing)";

    /// <summary>Rows that are looked at column by column.</summary>
    private const int AtOnce = 256;

    public int Rows { get; init; }

    /// <summary>Null where the truth is one class or one number a row.</summary>
    public TaskTruth? Other { get; init; }

    /// <summary>Which rows have a class.</summary>
    public bool[] Is(string label)
    {
        var index = ClassLabels.ToList().IndexOf(label);
        return Array.ConvertAll(Classes, actual => actual == index);
    }

    /// <param name="rows">Rows that the dataset is known to have: 4 or 8 bytes are held for each, and 4 for each protected attribute.</param>
    public static ScoringAnswer<TruthTable> Read(Stream table, ModelTask task, ScoringRules scoring, IReadOnlyList<DatasetColumn> columns, long rows, CancellationToken ct)
    {
        using var reader = CsvReader.Open(table);
        var label = reader.IndexOf(scoring.LabelColumn);
        if (reader.Defect is not null || label < 0)
        {
            return Refuse("table-malformed", reader.Defect ?? $"The dataset has no column `{scoring.LabelColumn}`.");
        }

        var expected = (int)Math.Clamp(rows, 0, Array.MaxLength);
        var other = TaskTruth.Of(task, scoring, reader);
        var truth = new LabelTruth(scoring.ClassLabels, other is null ? expected : 0);
        var groups = columns.Where(column => column.Role == ColumnRole.ProtectedAttribute)
            .Select(column => new GroupCoder(column, reader.IndexOf(column.Name), expected)).Where(coder => coder.Index >= 0).ToList();
        int count;
        while ((count = reader.ReadRows(other is null ? AtOnce : 1)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            if (other is null && truth.Take(reader.Column(label), count) is { } row)
            {
                return Refuse("unknown-label", Unknown(reader.Column(label)[row], reader.Row - count + 1 + row, scoring));
            }

            if (other?.Take(reader) is { } wrong)
            {
                return Refuse("unknown-label", $"Row {reader.Row}: {wrong}");
            }

            groups.ForEach(coder => coder.Take(reader, count));
        }

        return reader.Defect is { } defect
            ? Refuse("table-malformed", defect)
            : new ScoringAnswer<TruthTable>(
                new TruthTable(scoring.ClassLabels, truth.Classes(), truth.Values(), [.. groups.Where(coder => coder.AreGroups).Select(coder => coder.Column())])
                {
                    Rows = (int)reader.Row,
                    Other = other,
                },
                null);
    }

    private static string Unknown(ReadOnlySpan<byte> field, long row, ScoringRules scoring)
    {
        var text = field.IsEmpty ? "missing" : $"'{Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field)}'";
        var expected = scoring.ClassLabels.Count == 0 ? "a number" : string.Join(" or ", scoring.ClassLabels.Select(value => $"'{value}'"));
        return string.Create(CultureInfo.InvariantCulture, $"Row {row}: the label `{scoring.LabelColumn}` is {text}; {expected} is expected.");
    }

    private static ScoringAnswer<TruthTable> Refuse(string code, string sentence) => new(null, new ScoringFailure(FailureKind.Refused, code, sentence));
}
