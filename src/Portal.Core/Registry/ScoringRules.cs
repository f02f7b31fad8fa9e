namespace Portal.Core.Registry;

public enum InputStyle
{
    /// <summary>One named tensor per column.</summary>
    Columns,

    /// <summary>One matrix <c>features</c> whose columns are named by <see cref="ScoringRules.FeatureOrder"/>.</summary>
    Matrix,
}

/// <summary>
/// How a version is fed and how its answer is read. Taken from the file's own metadata where it says so, else asked of whoever
/// registers it; never guessed. The positive class (what the metrics look for) and the favourable one (what is good for the person
/// concerned) are two questions.
/// </summary>
/// <param name="FeatureOrder">For the matrix style: which column stands where.</param>
/// <param name="FeatureEncoding">For the matrix style: column, then value, then its number.</param>
/// <param name="LabelColumn">The dataset's column with the true outcome.</param>
/// <param name="ClassLabels">Values of the label column in the order of the model's probabilities.</param>
/// <param name="DecisionThreshold">The positive class is predicted from this score on, 0 to 1.</param>
public sealed record ScoringRules(
    InputStyle InputStyle,
    IReadOnlyList<string> FeatureOrder,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> FeatureEncoding,
    string LabelColumn,
    IReadOnlyList<string> ClassLabels,
    string PositiveClass,
    string FavourableClass,
    double DecisionThreshold);
