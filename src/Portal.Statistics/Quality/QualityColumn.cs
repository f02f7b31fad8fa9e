using System.Diagnostics;

namespace Portal.Statistics.Quality;

/// <summary>The cells of one column in all rows of a batch, in the form in which columns are kept: numbers, or texts by code.</summary>
public abstract class QualityColumn
{
    private QualityColumn()
    {
    }

    /// <summary>A column that the rows do not have.</summary>
    public static QualityColumn Absent { get; } = new NoCells();

    /// <summary>Whether no two rows have the same cell.</summary>
    internal virtual bool IsDistinct => false;

    /// <summary>A column of numbers.</summary>
    /// <param name="numbers">One a row; not-a-number means missing.</param>
    /// <param name="texts">What stands in rows without a number instead of one.</param>
    public static QualityColumn OfNumbers(ReadOnlyMemory<double> numbers, IReadOnlyDictionary<int, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new NumberCells(numbers, texts);
    }

    /// <summary>A column of texts.</summary>
    /// <param name="words">The different ones.</param>
    /// <param name="codes">One a row, an index into the words; below 0 means missing.</param>
    public static QualityColumn OfWords(IReadOnlyList<string> words, ReadOnlyMemory<int> codes)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new WordCells([.. words.Select(QualityCell.Of)], codes);
    }

    /// <summary>A column of names: each row has a text of its own. What they are does not matter then.</summary>
    /// <param name="blank">How many are white space only.</param>
    public static QualityColumn OfNames(int blank) => new NameCells(blank);

    /// <summary>Counts the cells.</summary>
    internal abstract ColumnCounters Count(ColumnRule rule, int rows);

    /// <summary>Adds each row's cell to the row's digest.</summary>
    internal abstract void AddTo(Span<RowDigest> rows);

    private sealed class NoCells : QualityColumn
    {
        internal override ColumnCounters Count(ColumnRule rule, int rows) => new() { Missing = rows };

        internal override void AddTo(Span<RowDigest> rows)
        {
            foreach (ref var row in rows)
            {
                row.Add(QualityCell.Absent);
            }
        }
    }

    private sealed class NumberCells(ReadOnlyMemory<double> numbers, IReadOnlyDictionary<int, string> texts) : QualityColumn
    {
        internal override ColumnCounters Count(ColumnRule rule, int rows)
        {
            var counters = default(ColumnCounters);
            var cells = numbers.Span;
            if (rule.TakesNumbers)
            {
                var unread = 0;
                foreach (var text in texts.Where(text => double.IsNaN(numbers.Span[text.Key])))
                {
                    unread++;
                    counters = counters.With(rule, QualityCell.Of(text.Value));
                }

                return counters + Plain(rule, cells, unread);
            }

            for (var row = 0; row < cells.Length; row++)
            {
                counters = counters.With(rule, Cell(row, cells[row]));
            }

            return counters;
        }

        internal override void AddTo(Span<RowDigest> rows)
        {
            var cells = numbers.Span;
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row].Add(Cell(row, cells[row]));
            }
        }

        private QualityCell Cell(int row, double number) =>
            double.IsNaN(number) && texts.TryGetValue(row, out var text) ? QualityCell.Of(text) : QualityCell.Of(number);

        /// <summary>As a rule without a set and a pattern counts them, but for the rows with a text.</summary>
        private static ColumnCounters Plain(ColumnRule rule, ReadOnlySpan<double> cells, int unread)
        {
            var whole = rule.Type == ColumnType.Integer;
            var (least, most) = (rule.Minimum ?? double.NegativeInfinity, rule.Maximum ?? double.PositiveInfinity);
            long missing = 0, broken = 0, outside = 0;
            foreach (var number in cells)
            {
                if (double.IsNaN(number))
                {
                    missing++;
                }
                else if (whole && double.IsFinite(number) && number != Math.Floor(number))
                {
                    broken++;
                }
                else if (!double.IsFinite(number) || number < least || number > most)
                {
                    outside++;
                }
            }

            return new ColumnCounters { Present = cells.Length - unread, Missing = missing - unread, WrongType = broken, OutOfRange = outside };
        }
    }

    private sealed class WordCells(QualityCell[] words, ReadOnlyMemory<int> codes) : QualityColumn
    {
        internal override ColumnCounters Count(ColumnRule rule, int rows)
        {
            var (counts, missing) = (new long[words.Length], 0L);
            foreach (var code in codes.Span)
            {
                if (code < 0)
                {
                    missing++;
                }
                else
                {
                    counts[code]++;
                }
            }

            var counters = new ColumnCounters { Present = missing, Missing = missing };
            for (var word = 0; word < words.Length; word++)
            {
                counters += default(ColumnCounters).With(rule, words[word]).Times(counts[word]);
            }

            return counters;
        }

        internal override void AddTo(Span<RowDigest> rows)
        {
            var all = codes.Span;
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row].Add(all[row] < 0 ? QualityCell.Missing : words[all[row]]);
            }
        }
    }

    private sealed class NameCells(int blank) : QualityColumn
    {
        internal override bool IsDistinct => true;

        internal override ColumnCounters Count(ColumnRule rule, int rows) => rule.TakesAnyText
            ? new ColumnCounters { Present = rows, Missing = blank, Blank = blank }
            : throw new ArgumentException($"The rule for '{rule.Name}' looks at texts, which are not there.", nameof(rule));

        internal override void AddTo(Span<RowDigest> rows) => throw new UnreachableException("Rows that differ in one column need no digest.");
    }
}
