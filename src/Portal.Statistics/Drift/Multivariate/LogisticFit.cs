using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>A linear score that tells two classes of rows apart: logistic regression with a quadratic penalty of ½|w|² on the weights
/// and none on the intercept, by Newton's method.</summary>
internal sealed class LogisticFit
{
    private const int Steps = 100;
    private const double Tolerance = 1e-11;

    /// <summary>Keeps the intercept solvable where every row is told apart without doubt.</summary>
    private const double Ridge = 1e-12;

    private readonly double[] _weights;
    private readonly double _intercept;

    private LogisticFit(double[] weights, double intercept) => (_weights, _intercept) = (weights, intercept);

    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Fits the weights.</summary>
    /// <param name="table">The rows, standardised.</param>
    /// <param name="positives">The class of each row; both occur.</param>
    public static LogisticFit Of(FeatureTable table, bool[] positives)
    {
        var balance = LogisticLoss.Balance(positives);
        var point = new double[table.Columns + 1];
        var scores = new double[table.Rows];
        var value = Objective(point, scores, positives, balance);
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, hessian) = Derivatives(table, positives, balance, point, scores);
            var direction = hessian.Cholesky().Solve(DenseVector.OfArray(gradient)).AsArray();
            var next = Search(table, positives, balance, point, direction, value, TensorPrimitives.Dot<double>(gradient, direction));
            if (next is not var (nextPoint, nextScores, nextValue))
            {
                break;
            }

            var moved = TensorPrimitives.Norm<double>(direction);
            (point, scores, value) = (nextPoint, nextScores, nextValue);
            if (moved <= Tolerance * (1 + TensorPrimitives.Norm<double>(point)))
            {
                break;
            }
        }

        return new LogisticFit(point[..^1], point[^1]);
    }

    /// <summary>The score of each row: above 0 more likely positive.</summary>
    public double[] Scores(FeatureTable table) => Scores(table, [.. _weights, _intercept]);

    private static double[] Scores(FeatureTable table, double[] point)
    {
        var scores = new double[table.Rows];
        Array.Fill(scores, point[^1]);
        for (var column = 0; column < table.Columns; column++)
        {
            TensorPrimitives.MultiplyAdd(table[column], point[column], scores, scores);
        }

        return scores;
    }

    private static double Objective(double[] point, double[] scores, bool[] positives, double[] balance)
    {
        var sum = TensorPrimitives.SumOfSquares(point.AsSpan(..^1)) / 2;
        for (var row = 0; row < scores.Length; row++)
        {
            sum += balance[row] * LogisticLoss.Of(scores[row], positives[row]);
        }

        return sum;
    }

    private static (double[] Gradient, DenseMatrix Hessian) Derivatives(
        FeatureTable table, bool[] positives, double[] balance, double[] point, double[] scores)
    {
        var (slope, curvature, weighted) = (new double[table.Rows], new double[table.Rows], new double[table.Rows]);
        for (var row = 0; row < table.Rows; row++)
        {
            var probability = LogisticLoss.Probability(scores[row]);
            slope[row] = balance[row] * (probability - (positives[row] ? 1 : 0));
            curvature[row] = balance[row] * probability * (1 - probability);
        }

        var (last, gradient) = (table.Columns, new double[table.Columns + 1]);
        var hessian = new DenseMatrix(last + 1, last + 1);
        for (var column = 0; column < last; column++)
        {
            gradient[column] = TensorPrimitives.Dot<double>(slope, table[column]) + point[column];
            TensorPrimitives.Multiply(curvature, table[column], weighted);
            for (var other = 0; other <= column; other++)
            {
                hessian[column, other] = hessian[other, column] =
                    TensorPrimitives.Dot<double>(weighted, table[other]) + (column == other ? 1 : 0);
            }

            hessian[last, column] = hessian[column, last] = TensorPrimitives.Sum<double>(weighted);
        }

        gradient[last] = TensorPrimitives.Sum<double>(slope);
        hessian[last, last] = TensorPrimitives.Sum<double>(curvature) + Ridge;
        return (gradient, hessian);
    }

    /// <summary>Halves the step until it lowers the objective.</summary>
    private static (double[] Point, double[] Scores, double Value)? Search(
        FeatureTable table, bool[] positives, double[] balance, double[] point, double[] direction, double value, double descent)
    {
        for (var share = 1.0; share > 1e-6; share /= 2)
        {
            var next = new double[point.Length];
            TensorPrimitives.MultiplyAdd(direction, -share, point, next);
            var scores = Scores(table, next);
            var reached = Objective(next, scores, positives, balance);
            if (reached <= value - 1e-4 * share * descent + 1e-12 * Math.Abs(value))
            {
                return (next, scores, reached);
            }
        }

        return null;
    }
}
