using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Makes columns of any kind into numbers, by what the reference holds.</summary>
/// <remarks>A missing number becomes the reference's median, and a further column says that it was missing. A category becomes a column
/// of 1 and 0; the reference's 50 most frequent have their own, all others and those that the reference does not have share one. A
/// missing category is 0 in all of them and 1 in the column of missing ones.</remarks>
public static class FeatureEncoding
{
    /// <summary>Categories of a column that have a column of their own.</summary>
    public const int KeptCategories = 50;

    /// <summary>Makes both samples into tables with the same columns.</summary>
    /// <param name="reference">The columns of the reference.</param>
    /// <param name="current">The same columns, of the same kinds and in the same order, of the current sample.</param>
    /// <exception cref="ArgumentException">There is no column, or the columns differ in name, kind or length.</exception>
    public static (FeatureTable Reference, FeatureTable Current) Encode(
        IReadOnlyList<FeatureColumn> reference, IReadOnlyList<FeatureColumn> current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        Check(reference, current);
        var (names, own, other) = (new List<string>(), new List<double[]>(), new List<double[]>());
        for (var column = 0; column < reference.Count; column++)
        {
            void Add(string name, Func<FeatureColumn, double[]> make)
            {
                names.Add(name);
                own.Add(make(reference[column]));
                other.Add(make(current[column]));
            }

            if (reference[column].Numbers is { } numbers)
            {
                AddNumbers(reference[column].Name, numbers, current[column].Numbers!, Add);
            }
            else
            {
                AddCategories(reference[column].Name, reference[column].Categories!, current[column].Categories!, Add);
            }
        }

        return (FeatureTable.Of(names, own), FeatureTable.Of(names, other));
    }

    private static void AddNumbers(
        string name, double[] reference, double[] current, Action<string, Func<FeatureColumn, double[]>> add)
    {
        double[] known = [.. reference.Where(double.IsFinite).Order()];
        var median = known.Length == 0 ? 0 : Quantile.Of(known, 0.5);
        add(name, column => Array.ConvertAll(column.Numbers!, value => double.IsFinite(value) ? value : median));
        if (!Array.TrueForAll(reference, double.IsFinite) || !Array.TrueForAll(current, double.IsFinite))
        {
            add($"{name} (missing)", column => Array.ConvertAll(column.Numbers!, value => double.IsFinite(value) ? 0.0 : 1));
        }
    }

    private static void AddCategories(
        string name, string?[] reference, string?[] current, Action<string, Func<FeatureColumn, double[]>> add)
    {
        var kept = reference.OfType<string>()
            .CountBy(label => label, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(KeptCategories)
            .Select(pair => pair.Key)
            .ToArray();
        foreach (var label in kept)
        {
            add($"{name} = {label}", column => Flags(column, value => value == label));
        }

        var own = kept.ToHashSet(StringComparer.Ordinal);
        bool Shared(string? value) => value is not null && !own.Contains(value);
        if (reference.Any(Shared) || current.Any(Shared))
        {
            add($"{name} = (other)", column => Flags(column, Shared));
        }

        if (kept.Length == 0 || reference.Contains(null) || current.Contains(null))
        {
            add($"{name} (missing)", column => Flags(column, value => value is null));
        }
    }

    private static double[] Flags(FeatureColumn column, Predicate<string?> holds) =>
        Array.ConvertAll(column.Categories!, value => holds(value) ? 1.0 : 0);

    private static void Check(IReadOnlyList<FeatureColumn> reference, IReadOnlyList<FeatureColumn> current)
    {
        if (reference.Count == 0 || reference.Count != current.Count)
        {
            throw new ArgumentException($"There are {reference.Count} and {current.Count} columns.", nameof(current));
        }

        for (var column = 0; column < reference.Count; column++)
        {
            var (one, other) = (reference[column], current[column]);
            if (one.Name != other.Name || one.Numbers is null != other.Numbers is null
                || one.Rows != reference[0].Rows || other.Rows != current[0].Rows)
            {
                throw new ArgumentException($"The column '{one.Name}' differs in name, kind or length.", nameof(current));
            }
        }
    }
}
