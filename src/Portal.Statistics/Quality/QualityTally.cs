namespace Portal.Statistics.Quality;

/// <summary>Counts the rows of one batch. To find repeated rows it keeps 16 bytes a row, and as many again where there is a key.</summary>
/// <param name="rules">What is expected.</param>
public sealed class QualityTally(QualityRules rules)
{
    private readonly ColumnCounters[] _columns = new ColumnCounters[rules.Columns.Count];
    private readonly bool _keyed = rules.Columns.Any(column => column.Key);
    private readonly HashSet<UInt128> _keys = [];
    private readonly HashSet<UInt128> _rows = [];
    private readonly QualityCounters _counted = new();

    /// <summary>Counts one row.</summary>
    /// <param name="cells">One cell for each rule, in the rules' order.</param>
    /// <param name="instant">When the row became true; <see langword="null"/> when that is not known.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than rules.</exception>
    public void Add(ReadOnlySpan<QualityCell> cells, DateTimeOffset? instant = null)
    {
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException($"There are {cells.Length} cells for {_columns.Length} rules.", nameof(cells));
        }

        _counted.Rows++;
        var (key, row) = (RowDigest.Start, RowDigest.Start);
        for (var column = 0; column < cells.Length; column++)
        {
            var rule = rules.Columns[column];
            _columns[column] = _columns[column].With(rule, cells[column]);
            row.Add(cells[column]);
            if (rule.Key)
            {
                key.Add(cells[column]);
            }
        }

        _counted.RepeatedRows += _rows.Add(row.Bits) ? 0 : 1;
        _counted.RepeatedKeys += !_keyed || _keys.Add(key.Bits) ? 0 : 1;
        if (instant is { } newest)
        {
            _counted.See(newest);
        }
    }

    /// <summary>Notes a column that came and was not expected.</summary>
    /// <param name="column">Its name.</param>
    public void AddUnexpected(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        _counted.SeeUnexpected(column);
    }

    /// <summary>Counts a whole batch at once, column by column: the same counters as row by row.</summary>
    /// <param name="rules">What is expected.</param>
    /// <param name="columns">One column for each rule, in the rules' order.</param>
    /// <param name="rows">Rows of each column.</param>
    /// <param name="newest">The newest instant of the rows; <see langword="null"/> when that is not known.</param>
    /// <exception cref="ArgumentException">There are more or fewer columns than rules.</exception>
    public static QualityCounters Count(QualityRules rules, IReadOnlyList<QualityColumn> columns, int rows, DateTimeOffset? newest)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != rules.Columns.Count)
        {
            throw new ArgumentException($"There are {columns.Count} columns for {rules.Columns.Count} rules.", nameof(columns));
        }

        QualityColumn[] keys = [.. columns.Where((_, column) => rules.Columns[column].Key)];
        var counters = new QualityCounters { Rows = rows, RepeatedRows = Repeated(columns, rows), RepeatedKeys = keys.Length == 0 ? 0 : Repeated(keys, rows) };
        for (var column = 0; column < columns.Count; column++)
        {
            counters.Add(rules.Columns[column].Name, columns[column].Count(rules.Columns[column], rows));
        }

        if (newest is { } instant)
        {
            counters.See(instant);
        }

        return counters;
    }

    /// <summary>What was counted so far.</summary>
    public QualityCounters Counters()
    {
        var counters = new QualityCounters();
        counters.Merge(_counted);
        for (var column = 0; column < _columns.Length; column++)
        {
            counters.Add(rules.Columns[column].Name, _columns[column]);
        }

        return counters;
    }

    private static long Repeated(IReadOnlyList<QualityColumn> columns, int rows)
    {
        if (columns.Any(column => column.IsDistinct))
        {
            return 0;
        }

        var digests = new RowDigest[rows];
        Array.Fill(digests, RowDigest.Start);
        foreach (var column in columns)
        {
            column.AddTo(digests);
        }

        var different = new HashSet<UInt128>(rows);
        foreach (var digest in digests)
        {
            different.Add(digest.Bits);
        }

        return rows - different.Count;
    }
}
