namespace Portal.Statistics.Forecasting;

/// <summary>Finds the smoothing parameters with the smallest error. No random step: the same series gives the same parameters.</summary>
internal static class SmoothingSearch
{
    private const int Steps = 400;
    private const double Tolerance = 1e-10;

    private static readonly double[] s_grid = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];

    /// <param name="errors">The sum of squares of some parameters.</param>
    /// <param name="withTrend">False where there is no trend to smooth, so that its parameter is not searched.</param>
    public static Smoothing Best(Func<Smoothing, double> errors, bool withTrend = true)
    {
        var candidates =
            from level in s_grid
            from trend in withTrend ? s_grid : [0]
            from season in s_grid
            select new Smoothing(level, trend, season);
        var start = candidates.MinBy(errors);
        return Improve([start.Level, start.Trend, start.Season], point => errors(Clamped(point)));
    }

    private static Smoothing Improve(double[] start, Func<double[], double> errors)
    {
        var simplex = Enumerable.Range(0, start.Length + 1).Select(corner => Corner(start, corner, errors)).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            Array.Sort(simplex, (a, b) => a.Error.CompareTo(b.Error));
            if (simplex[^1].Error - simplex[0].Error <= Tolerance * Math.Abs(simplex[0].Error))
            {
                break;
            }

            Move(simplex, errors);
        }

        return Clamped(simplex.MinBy(corner => corner.Error).Point);
    }

    private static (double[] Point, double Error) Corner(double[] start, int corner, Func<double[], double> errors)
    {
        double[] point = [.. start];
        if (corner > 0)
        {
            point[corner - 1] += point[corner - 1] > 0.5 ? -0.1 : 0.1;
        }

        return (point, errors(point));
    }

    /// <summary>Reflect the worst corner; then expand, contract, or shrink towards the best one.</summary>
    private static void Move((double[] Point, double Error)[] simplex, Func<double[], double> errors)
    {
        var worst = simplex[^1];
        var centre = new double[worst.Point.Length];
        foreach (var (point, _) in simplex.AsSpan(0, simplex.Length - 1))
        {
            for (var i = 0; i < centre.Length; i++)
            {
                centre[i] += point[i] / (simplex.Length - 1);
            }
        }

        (double[] Point, double Error) Along(double share)
        {
            double[] point = [.. centre.Select((value, i) => Math.Clamp(value + share * (worst.Point[i] - value), 0, 1))];
            return (point, errors(point));
        }

        var reflected = Along(-1);
        if (reflected.Error < simplex[0].Error)
        {
            var expanded = Along(-2);
            simplex[^1] = expanded.Error < reflected.Error ? expanded : reflected;
        }
        else if (reflected.Error < simplex[^2].Error)
        {
            simplex[^1] = reflected;
        }
        else if (Along(reflected.Error < worst.Error ? -0.5 : 0.5) is var contracted && contracted.Error < Math.Min(reflected.Error, worst.Error))
        {
            simplex[^1] = contracted;
        }
        else
        {
            Shrink(simplex, errors);
        }
    }

    private static void Shrink((double[] Point, double Error)[] simplex, Func<double[], double> errors)
    {
        var best = simplex[0].Point;
        for (var corner = 1; corner < simplex.Length; corner++)
        {
            double[] point = [.. simplex[corner].Point.Select((value, i) => best[i] + (value - best[i]) / 2)];
            simplex[corner] = (point, errors(point));
        }
    }

    private static Smoothing Clamped(double[] point) =>
        new(Math.Clamp(point[0], 0, 1), Math.Clamp(point[1], 0, 1), Math.Clamp(point[2], 0, 1));
}
