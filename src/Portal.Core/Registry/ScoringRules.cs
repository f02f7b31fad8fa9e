namespace Portal.Core.Registry;

public enum InputStyle
{
    /// <summary>One named tensor per column.</summary>
    Columns,

    /// <summary>One matrix <c>features</c> whose columns are named by <see cref="ScoringRules.FeatureOrder"/>.</summary>
    Matrix,
}

/// <summary>What the number is that a model gives.</summary>
public enum ScoreScale
{
    /// <summary>A probability, 0 to 1.</summary>
    Probability,

    /// <summary>Log-odds; the logistic function makes a probability of it.</summary>
    LogOdds,
}

/// <summary>
/// How a version is fed and how its answer is read. Taken from the file's own metadata where it says so, else asked of whoever
/// registers it; never guessed. The positive class (what the metrics look for) and the favourable one (what is good for the person
/// concerned) are two questions. Classes are named by the values of the label column; a model often has labels of its own for them.
/// </summary>
/// <param name="FeatureOrder">For the matrix style: which column stands where.</param>
/// <param name="FeatureEncoding">For the matrix style: column, then value, then its number.</param>
/// <param name="LabelColumn">The dataset's column with the true outcome.</param>
/// <param name="ClassLabels">Values of the label column in the order of the model's probabilities. Empty where the truth is no class.</param>
/// <param name="PositiveClass">A value of the label column. Empty unless there are two classes.</param>
/// <param name="FavourableClass">A value of the label column. Empty unless there are two classes.</param>
/// <param name="DecisionThreshold">The positive class, or each of several labels, is predicted from this score on, 0 to 1.</param>
public sealed record ScoringRules(
    InputStyle InputStyle,
    IReadOnlyList<string> FeatureOrder,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> FeatureEncoding,
    string LabelColumn,
    IReadOnlyList<string> ClassLabels,
    string PositiveClass,
    string FavourableClass,
    double DecisionThreshold)
{
    /// <summary>The classes as the model itself writes them (often 0 and 1), in the order of <see cref="ClassLabels"/>.</summary>
    public IReadOnlyList<string> ModelLabels { get; init; } = ClassLabels;

    public ScoreScale Scale { get; init; }

    /// <summary>For ranking: rows with the same value here are ordered among each other.</summary>
    public string? QueryColumn { get; init; }

    /// <summary>For forecasting: the levels of the quantiles that the model gives, rising, in the order of its columns.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>For multi-label classification: what stands between the labels of a row in the label column.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>For retrieval: the column that says of each row whether it is a <c>query</c> or a <c>document</c>. Without one, each row
    /// is a query to which all others are documents.</summary>
    public string? RoleColumn { get; init; }

    /// <summary>For text generation: the column that names a row, in the version's table and in the dataset.</summary>
    public string? IdentifierColumn { get; init; }

    /// <summary>For text generation: the column of the version's table with what was written.</summary>
    public string? TextColumn { get; init; }

    /// <summary>How the model itself writes the class that a value of the label column stands for.</summary>
    public string ModelLabelOf(string value)
    {
        for (var i = 0; i < ClassLabels.Count; i++)
        {
            if (string.Equals(ClassLabels[i], value, StringComparison.Ordinal))
            {
                return ModelLabels[i];
            }
        }

        throw new ArgumentException($"The label column has no class '{value}'.", nameof(value));
    }
}
