using System.Runtime.InteropServices;
using System.Text;
using Portal.Core.Datasets;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Codes the groups of one protected attribute as they are met.</summary>
/// <param name="index">Where the attribute stands in the table; negative where it doesn't.</param>
/// <param name="expected">Rows that are known to come.</param>
internal sealed class GroupCoder(DatasetColumn column, int index, int expected)
{
    /// <summary>More different values than this are no groups.</summary>
    private const int MostGroups = 100;

    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<FieldValue> _values = [];
    private readonly List<int> _valueCodes = [];
    private readonly RowValues<int> _rows = new(expected);

    public int Index => index;

    public bool AreGroups => _codes.Count <= MostGroups;

    public void Take(CsvReader reader, int count)
    {
        var fields = reader.Column(index);
        var codes = _rows.Next(count);
        for (var row = 0; row < count && AreGroups; row++)
        {
            codes[row] = Code(fields, row);
        }
    }

    public AttributeColumn Column() => new(column, [.. _codes.OrderBy(pair => pair.Value).Select(pair => pair.Key)], _rows.ToArray());

    /// <summary>Groups are few: the bytes are compared with those that were met before.</summary>
    private int Code(CsvColumn fields, int row)
    {
        var met = FieldValue.IndexOf(CollectionsMarshal.AsSpan(_values), fields, row);
        if (met >= 0)
        {
            return _valueCodes[met];
        }

        var field = fields[row];
        var group = field.IsEmpty ? TruthTable.Missing : Encoding.UTF8.GetString(field);
        if (!_codes.TryGetValue(group, out var code))
        {
            _codes[group] = code = _codes.Count;
        }

        // Bytes that are no text may make the same group; no more of them are remembered than there may be groups.
        if (_values.Count <= MostGroups)
        {
            _values.Add(FieldValue.Of(field));
            _valueCodes.Add(code);
        }

        return code;
    }
}
