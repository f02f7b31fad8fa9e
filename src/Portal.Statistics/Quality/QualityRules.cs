using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Quality;

/// <summary>What is expected of rows.</summary>
public sealed record QualityRules
{
    /// <summary>Values of a reference column, at most, from which an allowed set is learned.</summary>
    public const int MostAllowed = 50;

    private const double Tail = 0.001;
    private const double Widening = 0.1;
    private const double IdentifierShare = 0.5;

    /// <summary>Rules for columns.</summary>
    /// <param name="columns">One rule a column; names are unique.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public QualityRules(IReadOnlyList<ColumnRule> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException("A column has two rules.", nameof(columns));
        }

        Columns = columns;
    }

    /// <summary>The rules in the order of the cells of a row.</summary>
    public IReadOnlyList<ColumnRule> Columns { get; }

    /// <summary>Suggests a rule for a column of numbers: its type, whether it is required, and the range from the 0.1 % to the 99.9 %
    /// quantile, moved out by a tenth of its width at both ends. A person should confirm it.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">The reference; not finite means missing.</param>
    /// <returns>The rule. No range when the reference is empty or constant: one value tells nothing of the others.</returns>
    public static ColumnRule LearnNumbers(string name, ReadOnlySpan<double> values)
    {
        var known = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                known.Add(value);
            }
        }

        double[] sorted = [.. known.Order()];
        var whole = sorted.Length > 0 && Array.TrueForAll(sorted, value => value == Math.Floor(value));
        var rule = new ColumnRule(name, whole ? ColumnType.Integer : ColumnType.Number)
        {
            Required = sorted.Length > 0 && sorted.Length == values.Length,
        };
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
        {
            return rule;
        }

        var (low, high) = (Quantile.Of(sorted, Tail), Quantile.Of(sorted, 1 - Tail));
        return rule with { Minimum = low - Widening * (high - low), Maximum = high + Widening * (high - low) };
    }

    /// <summary>Suggests a rule for a column of texts: whether it is required, and the allowed set, unless the column has more than 50
    /// values or over half of its rows differ, as names and numbers of things do. A person should confirm it.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">The reference; <see langword="null"/> or blank means missing.</param>
    public static ColumnRule LearnTexts(string name, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] known = [.. values.OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value))];
        string[] distinct = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var few = distinct.Length > 0 && distinct.Length <= MostAllowed && distinct.Length <= IdentifierShare * known.Length;
        return new ColumnRule(name, ColumnType.Text)
        {
            Required = known.Length > 0 && known.Length == values.Count,
            Allowed = few ? distinct : null,
        };
    }
}
