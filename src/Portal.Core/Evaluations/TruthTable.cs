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

    /// <summary>More different values than this are no groups.</summary>
    private const int MostGroups = 100;

    public int Rows { get; init; }

    /// <summary>Null where the truth is one class or one number a row.</summary>
    public TaskTruth? Other { get; init; }

    /// <summary>Which rows have a class.</summary>
    public bool[] Is(string label)
    {
        var index = ClassLabels.ToList().IndexOf(label);
        return Array.ConvertAll(Classes, actual => actual == index);
    }

    public static ScoringAnswer<TruthTable> Read(Stream table, ModelTask task, ScoringRules scoring, IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        using var reader = CsvReader.Open(table);
        var label = reader.IndexOf(scoring.LabelColumn);
        if (reader.Defect is not null || label < 0)
        {
            return Refuse("table-malformed", reader.Defect ?? $"The dataset has no column `{scoring.LabelColumn}`.");
        }

        var other = TaskTruth.Of(task, scoring, reader);
        var (classes, values) = (new List<int>(), new List<double>());
        var groups = columns.Where(column => column.Role == ColumnRole.ProtectedAttribute)
            .Select(column => new GroupCoder(column, reader.IndexOf(column.Name))).Where(coder => coder.Index >= 0).ToList();
        var known = scoring.ClassLabels.Select(Encoding.UTF8.GetBytes).ToArray();
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (other is null && !Take(reader[label], known, classes, values))
            {
                return Refuse("unknown-label", Unknown(reader, label, scoring.ClassLabels));
            }

            if (other?.Take(reader) is { } wrong)
            {
                return Refuse("unknown-label", $"Row {reader.Row}: {wrong}");
            }

            groups.ForEach(coder => coder.Take(reader));
        }

        return reader.Defect is { } defect
            ? Refuse("table-malformed", defect)
            : new ScoringAnswer<TruthTable>(
                new TruthTable(scoring.ClassLabels, [.. classes], [.. values], [.. groups.Where(coder => coder.Distinct <= MostGroups).Select(coder => coder.Column())])
                {
                    Rows = (int)reader.Row,
                    Other = other,
                },
                null);
    }

    private static bool Take(ReadOnlySpan<byte> field, byte[][] known, List<int> classes, List<double> values)
    {
        if (known.Length == 0)
        {
            var isNumber = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            values.Add(value);
            return isNumber;
        }

        var actual = Match(known, field);
        classes.Add(actual);
        return actual >= 0;
    }

    private static int Match(byte[][] classes, ReadOnlySpan<byte> field)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (field.SequenceEqual(classes[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Unknown(CsvReader reader, int label, IReadOnlyList<string> classes)
    {
        var field = reader[label];
        var text = field.IsEmpty ? "missing" : $"'{Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field)}'";
        var expected = classes.Count == 0 ? "a number" : string.Join(" or ", classes.Select(value => $"'{value}'"));
        return $"Row {reader.Row}: the label `{reader.Columns[label]}` is {text}; {expected} is expected.";
    }

    private static ScoringAnswer<TruthTable> Refuse(string code, string sentence) => new(null, new ScoringFailure(FailureKind.Refused, code, sentence));

    private sealed class GroupCoder(DatasetColumn column, int index)
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private readonly List<int> _rows = [];

        public int Index => index;

        public int Distinct => _codes.Count;

        public void Take(CsvReader reader)
        {
            if (Distinct > MostGroups)
            {
                return;
            }

            var field = reader[index];
            var group = field.IsEmpty ? Missing : Encoding.UTF8.GetString(field);
            if (!_codes.TryGetValue(group, out var code))
            {
                _codes[group] = code = _codes.Count;
            }

            _rows.Add(code);
        }

        public AttributeColumn Column() => new(column, [.. _codes.OrderBy(pair => pair.Value).Select(pair => pair.Key)], [.. _rows]);
    }
}
