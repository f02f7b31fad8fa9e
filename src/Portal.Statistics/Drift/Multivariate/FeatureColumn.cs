namespace Portal.Statistics.Drift.Multivariate;

/// <summary>One column of a sample, before it is made into numbers.</summary>
public sealed class FeatureColumn
{
    private FeatureColumn(string name, double[]? numbers, string?[]? categories) =>
        (Name, Numbers, Categories) = (name, numbers, categories);

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Numbers?.Length ?? Categories!.Length;

    internal double[]? Numbers { get; }

    internal string?[]? Categories { get; }

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">One number a row; not finite means missing. Kept, not copied.</param>
    public static FeatureColumn OfNumbers(string name, double[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        return new FeatureColumn(name, values, null);
    }

    /// <summary>A column of categories.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">One label a row, compared ordinally; <see langword="null"/> means missing. Kept, not copied.</param>
    public static FeatureColumn OfCategories(string name, string?[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        return new FeatureColumn(name, null, values);
    }
}
