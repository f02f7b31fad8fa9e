namespace Portal.Statistics.Metrics;

/// <summary>Counts of rows by the class that was true and the class that was predicted, of any number of classes.</summary>
/// <remarks>Rates follow scikit-learn 1.2 (<c>confusion_matrix</c>, <c>precision_recall_fscore_support</c>,
/// <c>balanced_accuracy_score</c>), except that the rate of a class is <see langword="null"/> where its denominator is zero. In a
/// mean over classes such a rate counts 0, as there; classes that no row has and no row is predicted as are left out.</remarks>
public sealed class ClassConfusion
{
    private readonly long[] _cells;
    private readonly long[] _actual;
    private readonly long[] _predicted;

    private ClassConfusion(long[] cells, int classes)
    {
        _cells = cells;
        Classes = classes;
        _actual = new long[classes];
        _predicted = new long[classes];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            _actual[cell / classes] += cells[cell];
            _predicted[cell % classes] += cells[cell];
            Rows += cells[cell];
            Hits += cell / classes == cell % classes ? cells[cell] : 0;
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>All rows.</summary>
    public long Rows { get; }

    /// <summary>Rows predicted rightly.</summary>
    public long Hits { get; }

    /// <summary>Rows of class <paramref name="actual"/> that are predicted as class <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _cells[actual * Classes + predicted];

    /// <summary>Share of rows predicted rightly, in [0, 1].</summary>
    public double Accuracy => (double)Hits / Rows;

    /// <summary>Mean recall over the classes that have rows, in [0, 1].</summary>
    public double BalancedAccuracy =>
        Enumerable.Range(0, Classes).Select(Recall).OfType<double>().Average();

    /// <summary>Unweighted mean over classes of the precision, in [0, 1].</summary>
    public double PrecisionMacro => Macro(Precision);

    /// <summary>Unweighted mean over classes of the recall, in [0, 1].</summary>
    public double RecallMacro => Macro(Recall);

    /// <summary>Unweighted mean over classes of F1, in [0, 1].</summary>
    public double F1Macro => Macro(F1);

    /// <summary>F1 of the counts of all classes together. With one class a row this equals the accuracy; in [0, 1].</summary>
    public double F1Micro => Accuracy;

    /// <summary>Mean over classes of F1, each weighted by its rows, in [0, 1].</summary>
    public double F1Weighted =>
        Enumerable.Range(0, Classes).Sum(index => Support(index) * (F1(index) ?? 0)) / Rows;

    /// <summary>Counts the rows.</summary>
    /// <param name="predicted">The predicted class of each row, from 0.</param>
    /// <param name="actual">The true class of each row, from 0; same length.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a row has a class that does not exist.</exception>
    public static ClassConfusion Of(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (predicted.Length != actual.Length)
        {
            throw new ArgumentException($"There are {predicted.Length} predictions for {actual.Length} rows.", nameof(predicted));
        }

        if (actual.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row.", nameof(actual));
        }

        var cells = new long[classes * classes];
        for (var row = 0; row < actual.Length; row++)
        {
            if ((uint)actual[row] >= (uint)classes || (uint)predicted[row] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"Row {row} has the classes {actual[row]} and {predicted[row]}; there are {classes}.", nameof(actual));
            }

            cells[actual[row] * classes + predicted[row]]++;
        }

        return new ClassConfusion(cells, classes);
    }

    /// <summary>Rows whose true class it is.</summary>
    /// <param name="index">The class, from 0.</param>
    public long Support(int index) => _actual[index];

    /// <summary>Share of the rows predicted as the class that have it, in [0, 1].</summary>
    /// <param name="index">The class, from 0.</param>
    public double? Precision(int index) => Ratio(this[index, index], _predicted[index]);

    /// <summary>Share of the rows of the class that are predicted so, in [0, 1].</summary>
    /// <param name="index">The class, from 0.</param>
    public double? Recall(int index) => Ratio(this[index, index], _actual[index]);

    /// <summary>Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN), in [0, 1].</summary>
    /// <param name="index">The class, from 0.</param>
    public double? F1(int index) => Ratio(2 * this[index, index], _actual[index] + _predicted[index]);

    /// <summary>The counts by row of the true class and column of the predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<long>> ToRows() =>
        [.. Enumerable.Range(0, Classes).Select(actual => _cells[(actual * Classes)..((actual + 1) * Classes)])];

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private double Macro(Func<int, double?> rate) => Enumerable.Range(0, Classes)
        .Where(index => _actual[index] + _predicted[index] > 0)
        .Average(index => rate(index) ?? 0);
}
