namespace Portal.Statistics.Drift;

/// <summary>A column of a window with its baseline, not yet measured.</summary>
public sealed class TableColumn
{
    private readonly Func<ColumnResult> _measure;

    private TableColumn(string name, Func<ColumnResult> measure) => (Name, _measure) = (name, measure);

    /// <summary>The column.</summary>
    public string Name { get; }

    /// <summary>A numeric column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="baseline">Its reference.</param>
    /// <param name="values">One a row; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    public static TableColumn Numbers(string name, NumericBaseline baseline, ReadOnlyMemory<double> values, ReadOnlyMemory<bool> missing = default) =>
        new(name, () => ColumnResult.Of(name, NumericDrift.Measure(baseline, values.Span, missing.Span)));

    /// <summary>As <see cref="Numbers(string, NumericBaseline, ReadOnlyMemory{double}, ReadOnlyMemory{bool})"/>, of 32-bit values.</summary>
    /// <param name="name">The column.</param>
    /// <param name="baseline">Its reference.</param>
    /// <param name="values">One a row; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    public static TableColumn Numbers(string name, NumericBaseline baseline, ReadOnlyMemory<float> values, ReadOnlyMemory<bool> missing = default) =>
        new(name, () => ColumnResult.Of(name, NumericDrift.Measure(baseline, values.Span, missing.Span)));

    /// <summary>A category column that is kept as codes.</summary>
    /// <param name="name">The column.</param>
    /// <param name="baseline">Its reference.</param>
    /// <param name="codes">One a row, an index into the dictionary; below 0 means missing.</param>
    /// <param name="dictionary">The labels.</param>
    public static TableColumn Codes(string name, CategoricalBaseline baseline, ReadOnlyMemory<int> codes, IReadOnlyList<string> dictionary) =>
        new(name, () => ColumnResult.Of(name, CategoricalDrift.Measure(baseline, codes.Span, dictionary)));

    /// <summary>A category column that is kept as text.</summary>
    /// <param name="name">The column.</param>
    /// <param name="baseline">Its reference.</param>
    /// <param name="labels">One a row; <see langword="null"/> means missing.</param>
    public static TableColumn Labels(string name, CategoricalBaseline baseline, ReadOnlyMemory<string?> labels) =>
        new(name, () => ColumnResult.Of(name, CategoricalDrift.Measure(baseline, labels.Span)));

    internal ColumnResult Measure() => _measure();
}

/// <summary>Measures the columns of a table side by side.</summary>
public static class TableDrift
{
    /// <summary>Measures all columns. What comes out does not depend on the number of threads.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="mostThreads">Columns measured at the same time, at least 1.</param>
    /// <param name="stop">Ends the work between two columns.</param>
    /// <returns>One result a column, in the order given.</returns>
    public static ColumnResult[] Measure(IReadOnlyList<TableColumn> columns, int mostThreads = 1, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostThreads, 1);
        var results = new ColumnResult[columns.Count];
        Parallel.For(
            0,
            columns.Count,
            new ParallelOptions { MaxDegreeOfParallelism = mostThreads, CancellationToken = stop },
            column => results[column] = columns[column].Measure());
        return results;
    }
}
