using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Registry;
using Portal.Statistics.Counters;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Performance;
using Portal.Statistics.Performance.Estimation;
using Portal.Statistics.Slices;

namespace Portal.Core.Monitoring.Observations.Baselines;

/// <summary>What a version gave on rows that it had not learned from, and how right it was.</summary>
internal sealed record HeldOut(
    NumericBaseline Score, CategoricalBaseline? Prediction, PerformanceCounters? Performance, RegressionCounters? Regression,
    IReadOnlyDictionary<string, FairnessCounts> Fairness, ScoreCalibration? Calibration)
{
    /// <summary>Null where the task gives no such numbers.</summary>
    /// <param name="scores">As an evaluation keeps them: with more than two classes one for each class, row after row.</param>
    public static HeldOut? Of(ModelTask task, ScoringRules scoring, double[] scores, TruthTable truth)
    {
        var judgement = new Judgement(task, scoring);
        if (judgement.IsBinary)
        {
            return OfTwoClasses(judgement, scoring, scores, truth);
        }

        if (judgement.IsMulticlass)
        {
            return OfClasses(scoring.ClassLabels, scores);
        }

        if (task != ModelTask.Regression)
        {
            return null;
        }

        var regression = new RegressionCounters();
        regression.Add(scores, truth.Values);
        return new HeldOut(ScoreOf(scores), null, null, regression, new Dictionary<string, FairnessCounts>(StringComparer.Ordinal), null);
    }

    private static HeldOut OfTwoClasses(Judgement judgement, ScoringRules scoring, double[] scores, TruthTable truth)
    {
        var positive = truth.Is(scoring.PositiveClass);
        var performance = new PerformanceCounters(judgement.Threshold);
        performance.Add(scores, Array.ConvertAll(positive, known => known ? Outcome.Positive : Outcome.Negative));
        var fairness = new Dictionary<string, FairnessCounts>(StringComparer.Ordinal);
        if (judgement.HasFavourable)
        {
            var selected = Array.ConvertAll(scores, score => judgement.Selects(score, null) == true);
            var outcomes = Array.ConvertAll(truth.Classes, known => judgement.Favourable(truth.ClassLabels[known]));
            var favourable = Array.ConvertAll(scores, judgement.FavourableScore);
            foreach (var by in FairnessGroups.OfAttributes([.. truth.Attributes.Select(attribute => new SliceColumn(attribute.Column.Name, attribute.Groups, attribute.Codes))]))
            {
                var counts = new FairnessCounts();
                counts.Add(by.Labels, by.Codes, selected, outcomes, favourable);
                fairness[by.Name] = counts;
            }
        }

        return new HeldOut(ScoreOf(scores), null, performance, null, fairness, ScoreCalibration.Learn(scores, positive));
    }

    private static HeldOut OfClasses(IReadOnlyList<string> labels, double[] scores)
    {
        var rows = scores.Length / labels.Count;
        var (highest, classes) = (new double[rows], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            var given = scores.AsSpan(row * labels.Count, labels.Count);
            for (var label = 1; label < labels.Count; label++)
            {
                classes[row] = given[label] > given[classes[row]] ? label : classes[row];
            }

            highest[row] = given[classes[row]];
        }

        return new HeldOut(ScoreOf(highest), CategoricalBaseline.From(classes, labels), null, null, new Dictionary<string, FairnessCounts>(StringComparer.Ordinal), null);
    }

    private static NumericBaseline ScoreOf(double[] scores) => NumericBaseline.From(scores, mostIntervals: NumericBaseline.StoredIntervals);
}
