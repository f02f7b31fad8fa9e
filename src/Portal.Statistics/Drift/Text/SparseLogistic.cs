using System.Numerics.Tensors;
using Portal.Statistics.Drift.Multivariate;

namespace Portal.Statistics.Drift.Text;

/// <summary>As <see cref="LogisticFit"/> for sparse rows of many columns: limited-memory quasi-Newton steps (J. Nocedal, 1980).</summary>
internal static class SparseLogistic
{
    private const int Steps = 100;
    private const int Memory = 8;
    private const double Tolerance = 1e-5;

    /// <summary>Fits on some rows and returns the weights, the intercept last.</summary>
    public static double[] Fit(TextVectors vectors, int[] rows, bool[] positives)
    {
        var problem = new Problem(vectors, rows, positives, LogisticLoss.Balance(positives));
        var point = new double[vectors.Width + 1];
        var (value, gradient) = problem.At(point);
        var first = TensorPrimitives.Norm<double>(gradient);
        var past = new Queue<(double[] Step, double[] Change)>();
        for (var step = 0; step < Steps && TensorPrimitives.Norm<double>(gradient) > Tolerance * first; step++)
        {
            var direction = Direction(gradient, [.. past]);
            if (Search(problem, point, value, gradient, direction) is not var (next, nextValue, nextGradient))
            {
                break;
            }

            var (moved, change) = (new double[point.Length], new double[point.Length]);
            TensorPrimitives.Subtract(next, point, moved);
            TensorPrimitives.Subtract(nextGradient, gradient, change);
            past.Enqueue((moved, change));
            if (past.Count > Memory)
            {
                past.Dequeue();
            }

            (point, value, gradient) = (next, nextValue, nextGradient);
        }

        return point;
    }

    /// <summary>The two-loop recursion.</summary>
    private static double[] Direction(double[] gradient, (double[] Step, double[] Change)[] past)
    {
        var direction = (double[])gradient.Clone();
        var shares = new double[past.Length];
        for (var i = past.Length - 1; i >= 0; i--)
        {
            var (step, change) = past[i];
            shares[i] = TensorPrimitives.Dot<double>(step, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(change, -shares[i], direction, direction);
        }

        if (past.Length > 0)
        {
            var (step, change) = past[^1];
            var scale = TensorPrimitives.Dot<double>(step, change) / TensorPrimitives.SumOfSquares<double>(change);
            TensorPrimitives.Multiply(direction, scale, direction);
        }

        for (var i = 0; i < past.Length; i++)
        {
            var (step, change) = past[i];
            var share = shares[i] - TensorPrimitives.Dot<double>(change, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(step, share, direction, direction);
        }

        return direction;
    }

    private static (double[] Point, double Value, double[] Gradient)? Search(
        Problem problem, double[] point, double value, double[] gradient, double[] direction)
    {
        var descent = TensorPrimitives.Dot<double>(gradient, direction);
        for (var share = 1.0; share > 1e-8; share /= 2)
        {
            var next = new double[point.Length];
            TensorPrimitives.MultiplyAdd(direction, -share, point, next);
            var (reached, slope) = problem.At(next);
            if (reached <= value - 1e-4 * share * descent)
            {
                return (next, reached, slope);
            }
        }

        return null;
    }

    private sealed record Problem(TextVectors Vectors, int[] Rows, bool[] Positives, double[] Balance)
    {
        public (double Value, double[] Gradient) At(double[] point)
        {
            var gradient = (double[])point.Clone();
            gradient[^1] = 0;
            var value = TensorPrimitives.SumOfSquares(point.AsSpan(..^1)) / 2;
            for (var i = 0; i < Rows.Length; i++)
            {
                var score = Vectors.Dot(Rows[i], point) + point[^1];
                value += Balance[i] * LogisticLoss.Of(score, Positives[i]);
                var slope = Balance[i] * (LogisticLoss.Probability(score) - (Positives[i] ? 1 : 0));
                var (places, values) = (Vectors.Indices[Rows[i]], Vectors.Values[Rows[i]]);
                for (var k = 0; k < places.Length; k++)
                {
                    gradient[places[k]] += slope * values[k];
                }

                gradient[^1] += slope;
            }

            return (value, gradient);
        }
    }
}
