namespace Portal.Statistics.Quality;

/// <summary>What a score means for those who use the rows.</summary>
public enum QualityBand
{
    /// <summary>Good: use the rows.</summary>
    Good,

    /// <summary>Warn: look at what is wrong before using them.</summary>
    Warn,

    /// <summary>Block: do not use them.</summary>
    Block,
}

/// <summary>Where the bands begin.</summary>
/// <param name="Good">Scores at or above it are good, in 0 … 100.</param>
/// <param name="Warn">Scores at or above it warn; below it they block.</param>
public readonly record struct QualityBands(double Good, double Warn)
{
    /// <summary>90 and 70.</summary>
    public static QualityBands Default => new(90, 70);

    internal QualityBand Of(double score) => score >= Good ? QualityBand.Good : score >= Warn ? QualityBand.Warn : QualityBand.Block;
}

/// <summary>How good rows are, in one number and the dimensions behind it.</summary>
/// <remarks>Dimensions by the names of ISO/IEC 25012 and 5259-2. The score is the weighted mean of those that apply (30 completeness,
/// 25 validity, 15 uniqueness, 10 no duplicates, 10 schema, 10 freshness), times 100; at most 40 when a required column is absent, 0 without rows.</remarks>
/// <param name="Score">0 … 100.</param>
/// <param name="Band">What it means.</param>
/// <param name="Dimensions">The six dimensions, by falling weight.</param>
/// <param name="MissingRequired">Required columns that no row has, in ordinal order.</param>
/// <param name="Unexpected">Columns that were not expected, in ordinal order; they cost nothing.</param>
public sealed record QualityScore(
    double Score,
    QualityBand Band,
    IReadOnlyList<QualityDimension> Dimensions,
    IReadOnlyList<string> MissingRequired,
    IReadOnlyList<string> Unexpected)
{
    /// <summary>The most that a score reaches when a required column is absent.</summary>
    public const double RequiredAbsentCap = 40;

    /// <summary>Whether an absent column holds the score down.</summary>
    public bool Capped => MissingRequired.Count > 0;

    /// <summary>A dimension's value by its kind; <see langword="null"/> when it does not apply.</summary>
    /// <param name="kind">Which.</param>
    public double? this[QualityKind kind] => Dimensions.Single(dimension => dimension.Kind == kind).Value;

    /// <summary>Scores rows.</summary>
    /// <param name="counters">What was counted.</param>
    /// <param name="rules">The rules that it was counted under.</param>
    /// <param name="age">How old the newest row is, at least 0; <see langword="null"/> when that is not known or does not matter.</param>
    /// <param name="limit">The age up to which rows are fresh, above 0; <see langword="null"/> likewise.</param>
    /// <param name="bands">Where the bands begin; <see langword="null"/> for 90 and 70.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public static QualityScore Measure(
        QualityCounters counters, QualityRules rules, TimeSpan? age = null, TimeSpan? limit = null, QualityBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(rules);
        if (limit <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit of freshness must lie above 0.");
        }

        var dimensions = QualityDimension.All(counters, rules, age, limit);
        string[] absent = [.. rules.Columns
            .Where(rule => rule.Required && counters.Columns.GetValueOrDefault(rule.Name).Present == 0)
            .Select(rule => rule.Name)
            .Order(StringComparer.Ordinal)];
        var applicable = dimensions.Where(dimension => dimension.Value is not null).ToArray();
        var score = counters.Rows == 0 || applicable.Length == 0
            ? 0
            : 100 * applicable.Sum(dimension => dimension.Weight * dimension.Value!.Value) / applicable.Sum(dimension => dimension.Weight);
        score = absent.Length > 0 ? Math.Min(score, RequiredAbsentCap) : score;
        return new QualityScore(
            score, (bands ?? QualityBands.Default).Of(score), dimensions, absent, [.. counters.Unexpected.Order(StringComparer.Ordinal)]);
    }
}
