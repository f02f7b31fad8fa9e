namespace Portal.Statistics.Metrics;

/// <summary>How well one class is told from all others.</summary>
/// <param name="Precision">Share of the rows predicted as the class that have it; <see langword="null"/> when none is.</param>
/// <param name="Recall">Share of the rows of the class that are predicted so; <see langword="null"/> when there is none.</param>
/// <param name="F1">Harmonic mean of both; <see langword="null"/> when the class neither occurs nor is predicted.</param>
/// <param name="Support">Rows whose true class it is.</param>
/// <param name="RocAuc">Area under the ROC curve of the class against the rest; <see langword="null"/> when one side has no row.</param>
/// <param name="AveragePrecision">Average precision of the class against the rest; <see langword="null"/> likewise.</param>
public sealed record ClassMetrics(
    double? Precision, double? Recall, double? F1, long Support, double? RocAuc, double? AveragePrecision);

/// <summary>How good the probabilities of a classifier of several classes are on labelled rows.</summary>
/// <remarks>The predicted class is the most probable one, the lowest index among equals (<c>numpy.argmax</c>). Definitions follow
/// scikit-learn 1.2; means over classes are explained at <see cref="ClassConfusion"/>. Ranking metrics are means over the classes
/// that have rows, where scikit-learn refuses to answer when a class has none: compare <see cref="ClassesWithoutRows"/>.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="ClassesWithoutRows">Classes of the model that no row has.</param>
/// <param name="Confusion">The counts behind accuracy, precision, recall and F1.</param>
/// <param name="PerClass">One entry a class, in order of the index.</param>
/// <param name="RocAucMacro">Unweighted mean of the one-vs-rest areas under the ROC curve (<c>roc_auc_score</c> with
/// <c>multi_class="ovr"</c>, <c>average="macro"</c>), in [0, 1]; <see langword="null"/> when only one class has rows.</param>
/// <param name="AveragePrecisionMacro">Unweighted mean of the one-vs-rest average precisions, in [0, 1]; likewise.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats; each row is divided by its sum, then clipped to [1e-15, 1].</param>
/// <param name="BrierSum">Mean over rows of the sum over classes of (probability − truth)², of the probabilities as they are (G. W.
/// Brier, 1950); in [0, 2] when rows sum to 1. For two classes it is twice the binary Brier score.</param>
/// <param name="CalibrationError">Expected calibration error of the predicted class: its probability against being right, over
/// ten equal-width bins (Guo et al., 2017), in [0, 1].</param>
public sealed record MulticlassMetrics(
    long Rows,
    int ClassesWithoutRows,
    ClassConfusion Confusion,
    IReadOnlyList<ClassMetrics> PerClass,
    double? RocAucMacro,
    double? AveragePrecisionMacro,
    double LogLoss,
    double BrierSum,
    double CalibrationError)
{
    private const double Clip = 1e-15;

    /// <summary>Measures scored rows.</summary>
    /// <param name="probabilities">N × C probabilities in [0, 1], row after row.</param>
    /// <param name="classes">C, the number of classes, at least 2.</param>
    /// <param name="actual">The true class of each of the N rows, 0 … C − 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, there is no row, a class does not exist, a value is no
    /// probability, or all probabilities of a row are 0.</exception>
    public static MulticlassMetrics Measure(ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<int> actual)
    {
        ClassGuard.Check(probabilities, classes, actual);
        var predicted = new int[actual.Length];
        var confidence = new double[actual.Length];
        var right = new bool[actual.Length];
        double logLoss = 0, brier = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            var values = probabilities.Slice(row * classes, classes);
            predicted[row] = MostProbable(values);
            confidence[row] = values[predicted[row]];
            right[row] = predicted[row] == actual[row];
            logLoss += LogLossOf(values, actual[row]);
            brier += BrierOf(values, actual[row]);
        }

        var confusion = ClassConfusion.Of(predicted, actual, classes);
        var perClass = PerClassOf(probabilities, classes, actual, confusion);
        return new MulticlassMetrics(
            actual.Length,
            perClass.Count(entry => entry.Support == 0),
            confusion,
            perClass,
            perClass.Average(entry => entry.RocAuc),
            perClass.Average(entry => entry.AveragePrecision),
            logLoss / actual.Length,
            brier / actual.Length,
            Calibration.ExpectedError(Calibration.Bins(confidence, right)));
    }

    /// <summary>The index of the highest probability, the lowest one among equals.</summary>
    /// <param name="probabilities">One probability a class, at least one.</param>
    public static int MostProbable(ReadOnlySpan<double> probabilities)
    {
        var best = 0;
        for (var index = 1; index < probabilities.Length; index++)
        {
            best = probabilities[index] > probabilities[best] ? index : best;
        }

        return best;
    }

    /// <summary>The log-loss of one row in nats: what <see cref="LogLoss"/> is the mean of.</summary>
    /// <param name="probabilities">One probability a class; not all 0.</param>
    /// <param name="actual">The true class.</param>
    public static double LogLossOf(ReadOnlySpan<double> probabilities, int actual)
    {
        double sum = 0;
        foreach (var probability in probabilities)
        {
            sum += probability;
        }

        return -Math.Log(Math.Clamp(probabilities[actual] / sum, Clip, 1));
    }

    /// <summary>The squared distance of one row from the truth: what <see cref="BrierSum"/> is the mean of.</summary>
    /// <param name="probabilities">One probability a class.</param>
    /// <param name="actual">The true class.</param>
    public static double BrierOf(ReadOnlySpan<double> probabilities, int actual)
    {
        double sum = 0;
        for (var index = 0; index < probabilities.Length; index++)
        {
            var difference = probabilities[index] - (index == actual ? 1 : 0);
            sum += difference * difference;
        }

        return sum;
    }

    private static ClassMetrics[] PerClassOf(
        ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<int> actual, ClassConfusion confusion)
    {
        var scores = new double[actual.Length];
        var positives = new bool[actual.Length];
        var metrics = new ClassMetrics[classes];
        for (var index = 0; index < classes; index++)
        {
            for (var row = 0; row < actual.Length; row++)
            {
                scores[row] = probabilities[row * classes + index];
                positives[row] = actual[row] == index;
            }

            var ranked = RankedScores.Of(scores, positives);
            metrics[index] = new ClassMetrics(
                confusion.Precision(index),
                confusion.Recall(index),
                confusion.F1(index),
                confusion.Support(index),
                ranked.RocAuc(),
                ranked.AveragePrecision());
        }

        return metrics;
    }
}
