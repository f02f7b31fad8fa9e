using System.Runtime.InteropServices;
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

    /// <summary>Rows that are looked at column by column.</summary>
    private const int AtOnce = 256;

    /// <param name="rows">Rows that the dataset is known to have: 2 bytes are held for each, and 4 for each protected attribute.</param>
    public static ScoringAnswer<TruthTable> Read(Stream table, ScoringRules scoring, IReadOnlyList<DatasetColumn> columns, long rows, CancellationToken ct)
    {
        using var reader = CsvReader.Open(table);
        var label = reader.IndexOf(scoring.LabelColumn);
        if (reader.Defect is not null || label < 0)
        {
            return Refuse("table-malformed", reader.Defect ?? $"The dataset has no column `{scoring.LabelColumn}`.");
        }

        var expected = (int)Math.Clamp(rows, 0, Array.MaxLength);
        var (positive, favourable) = (new Rows<bool>(expected), new Rows<bool>(expected));
        var groups = columns.Where(column => column.Role == ColumnRole.ProtectedAttribute)
            .Select(column => new GroupCoder(column, reader.IndexOf(column.Name), expected)).Where(coder => coder.Index >= 0).ToList();
        var classes = scoring.ClassLabels.Select(Value.Of).ToArray();
        var positiveClass = IndexOf(scoring, scoring.PositiveClass);
        var favourableClass = IndexOf(scoring, scoring.FavourableClass);
        int count;
        while ((count = reader.ReadRows(AtOnce)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            var labels = reader.Column(label);
            var positives = positive.Next(count);
            var favourables = favourable.Next(count);
            for (var row = 0; row < count; row++)
            {
                var actual = Match(classes, labels, row);
                if (actual < 0)
                {
                    return Refuse("unknown-label", Unknown(labels[row], reader.Row - count + 1 + row, scoring));
                }

                positives[row] = actual == positiveClass;
                favourables[row] = actual == favourableClass;
            }

            groups.ForEach(coder => coder.Take(reader, count));
        }

        return reader.Defect is { } defect
            ? Refuse("table-malformed", defect)
            : new ScoringAnswer<TruthTable>(new TruthTable(positive.ToArray(), favourable.ToArray(), [.. groups.Where(coder => coder.Distinct <= MostGroups).Select(coder => coder.Column())]), null);
    }

    private static int IndexOf(ScoringRules scoring, string value) => scoring.ClassLabels.ToList().IndexOf(value);

    private static int Match(ReadOnlySpan<Value> values, CsvColumn fields, int row)
    {
        var key = fields.Key(row);
        for (var i = 0; i < values.Length; i++)
        {
            if (key == values[i].Key && (key != 0 || fields[row].SequenceEqual(values[i].Bytes)))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Unknown(ReadOnlySpan<byte> field, long row, ScoringRules scoring)
    {
        var text = field.IsEmpty ? "missing" : $"'{Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field)}'";
        return $"Row {row}: the label `{scoring.LabelColumn}` is {text}; {string.Join(" or ", scoring.ClassLabels.Select(value => $"'{value}'"))} is expected.";
    }

    private static ScoringAnswer<TruthTable> Refuse(string code, string sentence) => new(null, new ScoringFailure(FailureKind.Refused, code, sentence));

    private sealed class GroupCoder(DatasetColumn column, int index, int expected)
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private readonly List<Value> _values = [];
        private readonly List<int> _valueCodes = [];
        private readonly Rows<int> _rows = new(expected);

        public int Index => index;

        public int Distinct => _codes.Count;

        public void Take(CsvReader reader, int count)
        {
            var fields = reader.Column(index);
            var codes = _rows.Next(count);
            for (var row = 0; row < count && Distinct <= MostGroups; row++)
            {
                codes[row] = Code(fields, row);
            }
        }

        public AttributeColumn Column() => new(column, [.. _codes.OrderBy(pair => pair.Value).Select(pair => pair.Key)], _rows.ToArray());

        /// <summary>Groups are few: the bytes are compared with those that were met before.</summary>
        private int Code(CsvColumn fields, int row)
        {
            var met = Match(CollectionsMarshal.AsSpan(_values), fields, row);
            if (met >= 0)
            {
                return _valueCodes[met];
            }

            var field = fields[row];
            var group = field.IsEmpty ? Missing : Encoding.UTF8.GetString(field);
            if (!_codes.TryGetValue(group, out var code))
            {
                _codes[group] = code = _codes.Count;
            }

            // Bytes that are no text may make the same group; no more of them are remembered than there may be groups.
            if (_values.Count <= MostGroups)
            {
                _values.Add(Value.Of(field));
                _valueCodes.Add(code);
            }

            return code;
        }
    }

    /// <summary>Bytes that fields are compared with.</summary>
    private readonly record struct Value(byte[] Bytes, ulong Key)
    {
        public static Value Of(string text) => Of(Encoding.UTF8.GetBytes(text));

        public static Value Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), CsvColumn.KeyOf(bytes));
    }

    /// <summary>One value a row, in one array from the beginning when the number of rows is known.</summary>
    private sealed class Rows<T>(int expected)
    {
        private T[] _values = new T[expected];
        private int _count;

        /// <summary>Room for the next rows.</summary>
        public Span<T> Next(int count)
        {
            if (_count + count > _values.Length)
            {
                Array.Resize(ref _values, Math.Max(_count + count, 2 * _count));
            }

            _count += count;
            return _values.AsSpan(_count - count, count);
        }

        public T[] ToArray()
        {
            Array.Resize(ref _values, _count);
            return _values;
        }
    }
}
