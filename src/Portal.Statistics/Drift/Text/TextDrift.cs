using Portal.Statistics.Drift.Multivariate;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Text;

/// <summary>How well a classifier of words and word pairs can tell whether a text is of the reference or of the current sample.</summary>
/// <remarks>As <see cref="DomainClassifier"/>, on hashed 1- and 2-grams (2¹⁶ places) with sublinear counts, each text scaled to length 1;
/// the p-value is of a normal area with twice DeLong's variance. To first order the area without drift is the sum over pairs of rows of
/// different folds of their likeness times both their labels; DeLong's takes one label of each pair as fixed, and so sees half of it.</remarks>
/// <param name="RocAuc">Area under the ROC curve of the out-of-fold scores: ½ without drift.</param>
/// <param name="PValue">One-sided p-value of ½.</param>
/// <param name="ReferenceTexts">Texts of the reference that were used.</param>
/// <param name="CurrentTexts">Texts of the current sample that were used.</param>
/// <param name="Seed">Where the random streams begin.</param>
public sealed record TextDrift(double RocAuc, double PValue, int ReferenceTexts, int CurrentTexts, ulong Seed)
{
    /// <summary>Texts of a sample that are used; of a larger sample so many are drawn.</summary>
    public const int MostTexts = 4_000;

    /// <summary>Compares two samples of texts: prompts, answers, comments.</summary>
    /// <param name="reference">The reference; <see langword="null"/> means missing and is left out.</param>
    /// <param name="current">The current sample, likewise.</param>
    /// <param name="plan">Seed and number of texts; <see langword="null"/> for the defaults.</param>
    /// <returns>The comparison; <see langword="null"/> when a sample has fewer than two texts.</returns>
    public static TextDrift? Measure(
        IReadOnlyList<string?> reference, IReadOnlyList<string?> current, PermutationPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        plan ??= new PermutationPlan { MostRows = MostTexts };
        var own = Sample([.. reference.OfType<string>()], plan.MostRows, unchecked(plan.Seed - 1));
        var other = Sample([.. current.OfType<string>()], plan.MostRows, unchecked(plan.Seed - 2));
        if (own.Length < 2 || other.Length < 2)
        {
            return null;
        }

        var vectors = TextVectors.Of([.. own, .. other]);
        var labels = new bool[vectors.Rows];
        labels.AsSpan(own.Length).Fill(true);
        var scores = DomainFolds.Scores(labels, (seen, held) =>
        {
            var weights = SparseLogistic.Fit(vectors, seen, Array.ConvertAll(seen, row => labels[row]));
            return Array.ConvertAll(held, row => vectors.Dot(row, weights) + weights[^1]);
        });
        var ranked = RankedScores.Of(scores, labels);
        return new TextDrift(ranked.RocAuc()!.Value, PValueOf(ranked), own.Length, other.Length, plan.Seed);
    }

    /// <summary>Where DeLong's variance is 0, because every pair is ranked rightly, that of ranks without drift takes its place.</summary>
    private static double PValueOf(RankedScores ranked)
    {
        double n = ranked.Positives, m = ranked.Negatives;
        var variance = DeLong.Measure(ranked)!.Variance;
        var error = Math.Sqrt(2 * (variance > 0 ? variance : (n + m + 1) / (12 * n * m)));
        return NormalDistribution.Below((0.5 - ranked.RocAuc()!.Value) / error);
    }

    private static string[] Sample(string[] texts, int most, ulong seed) =>
        texts.Length <= most ? texts : Array.ConvertAll(SeededSample.Of(texts.Length, most, seed), row => texts[row]);
}
