namespace Portal.Statistics.Drift;

/// <summary>What was measured of one column, and what decisions need to know of it besides.</summary>
public sealed record ColumnResult
{
    private ColumnResult(string name) => Name = name;

    /// <summary>The column.</summary>
    public string Name { get; }

    /// <summary>The measures of a numeric column.</summary>
    public NumericDriftResult? Numeric { get; private init; }

    /// <summary>The measures of a category column.</summary>
    public CategoricalDriftResult? Categorical { get; private init; }

    /// <summary>What was found instead of the column's type, in words.</summary>
    public string? Mismatch { get; private init; }

    /// <summary>Whether the column is a model's score or prediction: then PSI is what it is judged by.</summary>
    public bool IsScore { get; init; }

    /// <summary>Whether an alarm of this column alone is an alarm of the dataset.</summary>
    public bool IsCritical { get; init; }

    /// <summary>The column's weight in the dataset, at least 0; without weights all columns count the same.</summary>
    public double? Importance { get; init; }

    /// <summary>A numeric column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="result">Its measures.</param>
    public static ColumnResult Of(string name, NumericDriftResult result) => new(name) { Numeric = result };

    /// <summary>A category column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="result">Its measures.</param>
    public static ColumnResult Of(string name, CategoricalDriftResult result) => new(name) { Categorical = result };

    /// <summary>A column whose values are not of the baseline's type.</summary>
    /// <param name="name">The column.</param>
    /// <param name="found">What was found, in words that complete "has …": "text where numbers were".</param>
    public static ColumnResult OfMismatch(string name, string found) => new(name) { Mismatch = found };
}
