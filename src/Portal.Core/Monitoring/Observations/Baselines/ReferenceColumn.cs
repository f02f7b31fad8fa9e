using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Scoring.Contract;
using Portal.Statistics.Drift;
using Portal.Statistics.Quality;
using ColumnType = Portal.Core.Datasets.ColumnType;

namespace Portal.Core.Monitoring.Observations.Baselines;

/// <summary>Takes one column of the training data in, and makes of it what windows are compared with.</summary>
internal abstract class ReferenceColumn(DatasetColumn column, int index)
{
    public DatasetColumn Column => column;

    public int Index => index;

    public static ReferenceColumn Of(DatasetColumn column, int index, int rows) =>
        column.Type is ColumnType.Integer or ColumnType.Number ? new Numbers(column, index, rows) : new Labels(column, index, rows);

    public abstract void Take(ReadOnlySpan<byte> cell);

    public abstract (BaselineColumn Baseline, ColumnRule Rule) Made();

    private sealed class Numbers(DatasetColumn column, int index, int rows) : ReferenceColumn(column, index)
    {
        private readonly List<double> _values = new(rows);

        public override void Take(ReadOnlySpan<byte> cell) => _values.Add(!cell.IsEmpty && NumberReader.TryRead(cell, out var value) ? value : double.NaN);

        public override (BaselineColumn, ColumnRule) Made()
        {
            var values = _values.ToArray();
            return (new BaselineColumn(Column.Name, Column, NumericBaseline.From(values, mostIntervals: NumericBaseline.StoredIntervals), null), QualityRules.LearnNumbers(Column.Name, values));
        }
    }

    private sealed class Labels(DatasetColumn column, int index, int rows) : ReferenceColumn(column, index)
    {
        /// <summary>More different labels than this name things.</summary>
        private const int MostLabels = 100_000;

        private readonly Dictionary<ulong, int> _short = [];
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private readonly List<string> _labels = [];
        private readonly List<int> _rows = new(rows);

        public override void Take(ReadOnlySpan<byte> cell)
        {
            if (_labels.Count <= MostLabels)
            {
                _rows.Add(cell.IsEmpty ? -1 : Code(cell));
            }
        }

        public override (BaselineColumn, ColumnRule) Made()
        {
            if (_labels.Count > MostLabels || Column.Type == ColumnType.Instant)
            {
                return (new BaselineColumn(Column.Name, Column, null, null), new ColumnRule(Column.Name, Statistics.Quality.ColumnType.Text));
            }

            var baseline = CategoricalBaseline.From([.. _rows], _labels);
            return (
                new BaselineColumn(Column.Name, Column, null, baseline.IsIdentifier ? null : baseline),
                QualityRules.LearnTexts(Column.Name, [.. _rows.Select(code => code < 0 ? null : _labels[code])]));
        }

        private int Code(ReadOnlySpan<byte> cell)
        {
            var key = CsvColumn.KeyOf(cell);
            if (key != 0 && _short.TryGetValue(key, out var known))
            {
                return known;
            }

            var label = Encoding.UTF8.GetString(cell);
            if (string.IsNullOrWhiteSpace(label))
            {
                return -1;
            }

            if (!_codes.TryGetValue(label, out var code))
            {
                _codes[label] = code = _labels.Count;
                _labels.Add(label);
            }

            if (key != 0)
            {
                _short[key] = code;
            }

            return code;
        }
    }
}
