using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>How much one column helps to tell the samples apart.</summary>
/// <param name="Name">The column.</param>
/// <param name="Weight">Its weight in the score, in log-odds for each standard deviation of the column; positive when larger values point
/// to the current sample.</param>
public readonly record struct ColumnWeight(string Name, double Weight);

/// <summary>How well a classifier that has not seen a row can tell whether it is of the reference or of the current sample.</summary>
/// <remarks>Logistic regression with the penalty ½|w|² (C = 1), columns standardised over both samples, five folds by row index within
/// the sample, classes weighted alike when one is over four times the other. The idea: S. Rabanser, S. Günnemann
/// and Z. Lipton (2019).</remarks>
/// <param name="RocAuc">Area under the ROC curve of the out-of-fold scores: ½ without drift, 1 when each row gives itself away.</param>
/// <param name="PValue">Share of permutations of the rows, each fitted anew, with at least this area, (1 + #) / (1 + B);
/// <see langword="null"/> when none were asked for. DeLong's error would be too small: rows of different folds score each other, which
/// doubles the variance of the area without drift.</param>
/// <param name="Weights">The columns by falling |weight|, fitted on all rows.</param>
/// <param name="ReferenceRows">Rows of the reference that were used.</param>
/// <param name="CurrentRows">Rows of the current sample that were used.</param>
/// <param name="Permutations">B.</param>
/// <param name="Seed">Where the random streams begin.</param>
public sealed record DomainClassifier(
    double RocAuc,
    double? PValue,
    IReadOnlyList<ColumnWeight> Weights,
    int ReferenceRows,
    int CurrentRows,
    int Permutations,
    ulong Seed)
{
    /// <summary>Draws of up to 20,000 rows a sample and 200 permutations.</summary>
    public static PermutationPlan DefaultPlan { get; } = new() { Permutations = 200, MostRows = 20_000 };

    /// <summary>Compares two samples.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current sample, with the same columns.</param>
    /// <param name="plan">How to draw and permute; <see langword="null"/> for <see cref="DefaultPlan"/>.</param>
    /// <param name="cancellation">Stops between permutations.</param>
    /// <returns>The comparison; <see langword="null"/> when a sample has fewer than two rows.</returns>
    /// <exception cref="ArgumentException">The columns differ.</exception>
    public static DomainClassifier? Measure(
        FeatureTable reference, FeatureTable current, PermutationPlan? plan = null, CancellationToken cancellation = default)
    {
        FeatureTable.CheckAlike(reference, current);
        plan ??= DefaultPlan;
        if (reference.Rows < 2 || current.Rows < 2)
        {
            return null;
        }

        var (own, other) = plan.Draw(reference, current);
        var pooled = own.Below(other);
        pooled = pooled.StandardisedBy(pooled);
        var labels = new bool[pooled.Rows];
        labels.AsSpan(own.Rows).Fill(true);
        var area = RankedScores.Of(OutOfFold(pooled, labels), labels).RocAuc()!.Value;
        return new DomainClassifier(
            area,
            plan.Permutations == 0 ? null : Permuted(pooled, labels, area, plan, cancellation),
            Weigh(pooled, labels),
            own.Rows,
            other.Rows,
            plan.Permutations,
            plan.Seed);
    }

    private static double[] OutOfFold(FeatureTable pooled, bool[] labels) =>
        DomainFolds.Scores(labels, (seen, held) =>
            LogisticFit.Of(pooled.Take(seen), Array.ConvertAll(seen, row => labels[row])).Scores(pooled.Take(held)));

    private static double Permuted(
        FeatureTable pooled, bool[] labels, double area, PermutationPlan plan, CancellationToken cancellation)
    {
        var asLarge = new bool[plan.Permutations];
        Parallel.For(0, plan.Permutations, plan.Parallel(cancellation), permutation =>
        {
            int[] order = [.. Enumerable.Range(0, labels.Length)];
            SeededSample.Shuffle(order, order.Length, new RandomStream(unchecked(plan.Seed + (ulong)permutation + 1)));
            var permuted = Array.ConvertAll(order, row => labels[row]);
            asLarge[permutation] = RankedScores.Of(OutOfFold(pooled, permuted), permuted).RocAuc() >= area;
        });
        return PermutationPlan.PValue(asLarge.Count(larger => larger), plan.Permutations);
    }

    private static ColumnWeight[] Weigh(FeatureTable pooled, bool[] labels) =>
        [.. LogisticFit.Of(pooled, labels).Weights
            .Select((weight, column) => new ColumnWeight(pooled.Names[column], weight))
            .OrderByDescending(column => Math.Abs(column.Weight))];
}
