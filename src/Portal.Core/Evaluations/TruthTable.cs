using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>One protected attribute: its values, and which each row has.</summary>
internal sealed record AttributeColumn(DatasetColumn Column, IReadOnlyList<string> Groups, int[] Codes);

/// <summary>What really happened to each row, and to which groups it belongs. Read by the portal itself: a model's process is never
/// trusted with saying how right the model is.</summary>
internal sealed record TruthTable(bool[] Positive, bool[] Favourable, IReadOnlyList<AttributeColumn> Attributes)
{
    /// <summary>The group of rows without a value: shown, not dropped.</summary>
    public const string Missing = "(missing)";

    /// <summary>More different values than this are no groups.</summary>
    private const int MostGroups = 100;

    public static ScoringAnswer<TruthTable> Read(Stream table, ScoringRules scoring, IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        using var reader = CsvReader.Open(table);
        var label = reader.IndexOf(scoring.LabelColumn);
        if (reader.Defect is not null || label < 0)
        {
            return Refuse("table-malformed", reader.Defect ?? $"The dataset has no column `{scoring.LabelColumn}`.");
        }

        var (positive, favourable) = (new List<bool>(), new List<bool>());
        var groups = columns.Where(column => column.Role == ColumnRole.ProtectedAttribute)
            .Select(column => new GroupCoder(column, reader.IndexOf(column.Name))).Where(coder => coder.Index >= 0).ToList();
        var classes = scoring.ClassLabels.Select(Encoding.UTF8.GetBytes).ToArray();
        var positiveClass = IndexOf(scoring, scoring.PositiveClass);
        var favourableClass = IndexOf(scoring, scoring.FavourableClass);
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            var actual = Match(classes, reader[label]);
            if (actual < 0)
            {
                return Refuse("unknown-label", Unknown(reader, label, scoring.ClassLabels));
            }

            positive.Add(actual == positiveClass);
            favourable.Add(actual == favourableClass);
            groups.ForEach(coder => coder.Take(reader));
        }

        return reader.Defect is { } defect
            ? Refuse("table-malformed", defect)
            : new ScoringAnswer<TruthTable>(new TruthTable([.. positive], [.. favourable], [.. groups.Where(coder => coder.Distinct <= MostGroups).Select(coder => coder.Column())]), null);
    }

    private static int IndexOf(ScoringRules scoring, string value) => scoring.ClassLabels.ToList().IndexOf(value);

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
        return $"Row {reader.Row}: the label `{reader.Columns[label]}` is {text}; {string.Join(" or ", classes.Select(value => $"'{value}'"))} is expected.";
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
