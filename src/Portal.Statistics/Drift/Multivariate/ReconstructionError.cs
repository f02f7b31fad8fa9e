using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;
using Portal.Statistics.Forecasting;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>How badly rows are described by the few directions in which the reference varies most. It sees columns that no longer move
/// together although each by itself looks as before.</summary>
/// <remarks>Principal components of the standardised reference (K. Pearson, 1901), as many as carry 65 % of the variance; the error of a
/// row is its distance from the plane they span.</remarks>
/// <param name="Components">Number of components kept.</param>
/// <param name="ExplainedShare">The share of the reference's variance that they carry, in (0, 1].</param>
/// <param name="ReferenceError">Mean error of the reference's rows, in standard deviations of a column.</param>
/// <param name="CurrentError">Mean error of the current rows.</param>
/// <param name="Limit">The largest mean error that chunks of the reference let one expect: their median + 3·1.4826·MAD;
/// <see langword="null"/> when the reference does not make ten chunks.</param>
/// <param name="PValue">Two-sided p-value of equal mean errors (Welch); <see langword="null"/> when no error varies.</param>
public sealed record ReconstructionError(
    int Components, double ExplainedShare, double ReferenceError, double CurrentError, double? Limit, double? PValue)
{
    /// <summary>The share of the variance that the components must carry.</summary>
    public const double WantedShare = 0.65;

    private const int Chunks = 10;
    private const int SmallestChunk = 30;
    private const double NormalDeviation = 1.4826;

    /// <summary>Whether the current rows lie above the limit; <see langword="null"/> without one.</summary>
    public bool? AboveLimit => Limit is { } limit ? CurrentError > limit : null;

    /// <summary>Compares two samples.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current sample, with the same columns.</param>
    /// <returns>The comparison; <see langword="null"/> when a sample has no row or the reference does not vary.</returns>
    /// <exception cref="ArgumentException">The columns differ.</exception>
    public static ReconstructionError? Measure(FeatureTable reference, FeatureTable current)
    {
        FeatureTable.CheckAlike(reference, current);
        if (reference.Rows == 0 || current.Rows == 0)
        {
            return null;
        }

        var own = reference.StandardisedBy(reference);
        if (Directions(own) is not var (directions, share))
        {
            return null;
        }

        var (errors, currentErrors) = (Errors(own, directions), Errors(current.StandardisedBy(reference), directions));
        var test = GroupDifference.Welch(Moments(errors), Moments(currentErrors));
        return new ReconstructionError(
            directions.Length, share, errors.Average(), currentErrors.Average(), LimitOf(errors, current.Rows), test.PValue);
    }

    private static (double[][] Directions, double Share)? Directions(FeatureTable table)
    {
        var covariance = new DenseMatrix(table.Columns, table.Columns);
        for (var column = 0; column < table.Columns; column++)
        {
            for (var other = 0; other <= column; other++)
            {
                covariance[column, other] = covariance[other, column] =
                    TensorPrimitives.Dot<double>(table[column], table[other]) / table.Rows;
            }
        }

        var parts = covariance.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        double[] variances = [.. parts.EigenValues.Select(value => Math.Max(0, value.Real))];
        var total = variances.Sum();
        if (total <= 0)
        {
            return null;
        }

        var (directions, carried) = (new List<double[]>(), 0.0);
        for (var column = table.Columns - 1; column >= 0 && carried / total < WantedShare; column--)
        {
            directions.Add(parts.EigenVectors.Column(column).ToArray());
            carried += variances[column];
        }

        return ([.. directions], carried / total);
    }

    private static double[] Errors(FeatureTable table, double[][] directions)
    {
        var rest = new double[table.Columns][];
        for (var column = 0; column < rest.Length; column++)
        {
            rest[column] = (double[])table[column].Clone();
        }

        foreach (var direction in directions)
        {
            var along = new double[table.Rows];
            for (var column = 0; column < rest.Length; column++)
            {
                TensorPrimitives.MultiplyAdd(table[column], direction[column], along, along);
            }

            for (var column = 0; column < rest.Length; column++)
            {
                TensorPrimitives.MultiplyAdd(along, -direction[column], rest[column], rest[column]);
            }
        }

        var errors = new double[table.Rows];
        foreach (var column in rest)
        {
            TensorPrimitives.MultiplyAdd(column, column, errors, errors);
        }

        TensorPrimitives.Sqrt(errors, errors);
        return errors;
    }

    /// <summary>Chunks as large as the current sample where the reference makes ten of that size: a mean of fewer rows strays farther.</summary>
    private static double? LimitOf(double[] errors, int currentRows)
    {
        var size = Math.Max(SmallestChunk, Math.Min(currentRows, errors.Length / Chunks));
        if (errors.Length / size < Chunks)
        {
            return null;
        }

        double[] means = [.. errors.Chunk(size).Where(chunk => chunk.Length == size).Select(chunk => chunk.Average())];
        var scale = RobustScale.Of(means)!;
        return scale.Median + 3 * NormalDeviation * scale.MedianDeviation;
    }

    private static Moments Moments(double[] errors) =>
        new(errors.Length, errors.Sum(), TensorPrimitives.SumOfSquares<double>(errors));
}
