using Portal.Statistics.Drift;

namespace Portal.Core.Datasets;

/// <summary>The cells of one column, taken in to be compared with the same column of another snapshot.</summary>
internal abstract class DriftColumn(string name)
{
    public string Name => name;

    public static DriftColumn Of(DatasetColumn column) => IsNumeric(column) ? new Numbers(column.Name) : new Labels(column.Name);

    public static bool IsNumeric(DatasetColumn column) => column.Type is ColumnType.Integer or ColumnType.Number;

    public abstract void Take(ReadOnlySpan<char> cell);

    /// <summary>Null where a comparison says nothing: the column names things rather than kinds of things.</summary>
    public abstract TableColumn? Against(DriftColumn reference);

    private sealed class Numbers(string name) : DriftColumn(name)
    {
        private readonly List<double> _values = [];

        public override void Take(ReadOnlySpan<char> cell) => _values.Add(!cell.IsEmpty && CellForms.TryNumber(cell, out var value) ? value : double.NaN);

        public override TableColumn? Against(DriftColumn reference) =>
            TableColumn.Numbers(Name, NumericBaseline.From(((Numbers)reference)._values.ToArray(), mostIntervals: NumericBaseline.StoredIntervals), _values.ToArray());
    }

    private sealed class Labels(string name) : DriftColumn(name)
    {
        private const int MostLabels = 100_000;

        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
        private readonly List<string> _labels = [];
        private readonly List<int> _codes = [];

        public override void Take(ReadOnlySpan<char> cell)
        {
            if (cell.IsWhiteSpace())
            {
                _codes.Add(-1);
                return;
            }

            var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(cell, out var code))
            {
                code = _labels.Count;
                if (code < MostLabels)
                {
                    var label = cell.ToString();
                    _known[label] = code;
                    _labels.Add(label);
                }
            }

            _codes.Add(Math.Min(code, MostLabels - 1));
        }

        public override TableColumn? Against(DriftColumn reference)
        {
            var before = (Labels)reference;
            var baseline = CategoricalBaseline.From([.. before._codes], before._labels);
            return baseline.IsIdentifier || _labels.Count == MostLabels ? null : TableColumn.Codes(Name, baseline, _codes.ToArray(), _labels);
        }
    }
}
