using System.Globalization;
using Portal.Core.Registry;
using Portal.Statistics.Counters;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>What a score decides and what a truth says, by the version's rules. Pure.</summary>
internal sealed class Judgement(ModelTask task, ScoringRules scoring)
{
    public bool IsBinary => task == ModelTask.BinaryClassification;

    public bool IsMulticlass => task == ModelTask.MulticlassClassification;

    public bool IsNumber => task is ModelTask.Regression or ModelTask.Forecasting or ModelTask.Ranking;

    /// <summary>Whether one decision is good for the person concerned and the other is not.</summary>
    public bool HasFavourable => IsBinary && scoring.FavourableClass.Length > 0;

    public double Threshold => scoring.DecisionThreshold;

    /// <summary>Whether the decision is the favourable one; null where the row tells none.</summary>
    public bool? Selects(double score, string? prediction) =>
        !double.IsNaN(score) ? (score >= scoring.DecisionThreshold) == IsFavourablePositive
        : prediction is not null ? string.Equals(prediction, scoring.FavourableClass, StringComparison.Ordinal)
        : null;

    /// <summary>The probability of the favourable class.</summary>
    public double FavourableScore(double score) => IsFavourablePositive ? score : 1 - score;

    public bool IsPositive(string truth) => string.Equals(truth, scoring.PositiveClass, StringComparison.Ordinal);

    public Outcome Favourable(string truth) => string.Equals(truth, scoring.FavourableClass, StringComparison.Ordinal) ? Outcome.Positive : Outcome.Negative;

    public static double NumberOf(string truth) => double.TryParse(truth, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private bool IsFavourablePositive => string.Equals(scoring.FavourableClass, scoring.PositiveClass, StringComparison.Ordinal);
}
