using System.Globalization;
using Portal.Core.Datasets;
using Portal.Statistics.Slices;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>A column in values that slices can have.</summary>
/// <param name="InBands">Its values are numbers, most of them ranges: "below 0.20".</param>
internal sealed record SearchedColumn(SliceColumn Column, bool InBands)
{
    /// <summary>A condition in words: "purpose = new car", "age 25 to 32", "age missing".</summary>
    public string Describe(string value) =>
        InBands && (value == QuantileBands.Missing || value.Contains(' ', StringComparison.Ordinal)) ? $"{Column.Name} {value}" : $"{Column.Name} = {value}";
}

/// <summary>Takes the cells of one column in, in memory that no table can make it exceed.</summary>
internal abstract class ColumnReader(string name)
{
    public string Name => name;

    /// <summary>Why slices can't be made of it; null while they can.</summary>
    public string? Unfit { get; protected set; }

    public static ColumnReader Of(DatasetColumn column, int rows) =>
        column.Type is ColumnType.Integer or ColumnType.Number ? new Numbers(column.Name, rows) : new Words(column.Name, rows);

    public abstract void Take(ReadOnlySpan<char> cell);

    /// <summary>Null when it is unfit.</summary>
    public abstract SearchedColumn? Column();

    private sealed class Words(string name, int rows) : ColumnReader(name)
    {
        private const int LongestValue = 200;

        private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
        private readonly int[] _codes = new int[rows];
        private int _taken;

        public override void Take(ReadOnlySpan<char> cell)
        {
            if (Unfit is not null)
            {
                return;
            }

            cell = cell.IsEmpty ? TruthTable.Missing : cell;
            var known = _values.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(cell, out var code))
            {
                code = _values.Count;
                Unfit = cell.Length > LongestValue ? string.Create(CultureInfo.InvariantCulture, $"values longer than {LongestValue} characters")
                    : code == SliceSearch.MaximumValues ? string.Create(CultureInfo.InvariantCulture, $"more than {SliceSearch.MaximumValues} values")
                    : null;
                if (Unfit is not null)
                {
                    _values.Clear();
                    return;
                }

                known[cell] = code;
            }

            _codes[_taken++] = code;
        }

        public override SearchedColumn? Column() =>
            Unfit is null ? new SearchedColumn(new SliceColumn(Name, [.. _values.OrderBy(pair => pair.Value).Select(pair => pair.Key)], _codes), InBands: false) : null;
    }

    private sealed class Numbers(string name, int rows) : ColumnReader(name)
    {
        /// <summary>Up to this many different numbers stand for themselves: a rating from 1 to 6, a count of children.</summary>
        private const int MostAlone = 10;

        private readonly double[] _values = new double[rows];
        private int _taken;

        public override void Take(ReadOnlySpan<char> cell) => _values[_taken++] = CellForms.TryNumber(cell, out var value) ? value : double.NaN;

        public override SearchedColumn Column()
        {
            var different = new SortedSet<double>();
            foreach (var value in _values)
            {
                different.Add(value);
                if (different.Count > MostAlone)
                {
                    return new SearchedColumn(QuantileBands.Column(Name, _values), InBands: true);
                }
            }

            double[] values = [.. different];
            var names = values.Select(value => double.IsNaN(value) ? QuantileBands.Missing : value.ToString("R", CultureInfo.InvariantCulture));
            return new SearchedColumn(new SliceColumn(Name, [.. names], Array.ConvertAll(_values, value => Array.BinarySearch(values, value))), InBands: true);
        }
    }
}
