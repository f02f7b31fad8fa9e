namespace Portal.Statistics.Forecasting;

/// <summary>Straight lines fitted to the neighbours of each place of an evenly spaced series, near ones counting more.</summary>
/// <remarks>Loess of W. S. Cleveland (1979) as STL uses it: tricube weights, a window of a fixed number of neighbours.</remarks>
internal static class LocalRegression
{
    /// <summary>Smooths a whole series.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Neighbours that count, an odd number.</param>
    /// <param name="weights">A weight of each place in [0, 1]; empty when all count alike.</param>
    /// <param name="smooth">Where the result goes; same length.</param>
    public static void Smooth(ReadOnlySpan<double> values, int window, ReadOnlySpan<double> weights, Span<double> smooth)
    {
        var count = values.Length;
        if (count < 2)
        {
            values.CopyTo(smooth);
            return;
        }

        var (left, right) = (0, Math.Min(window, count) - 1);
        var middle = (window + 1) / 2;
        for (var place = 0; place < count; place++)
        {
            if (place >= middle && right != count - 1)
            {
                (left, right) = (left + 1, right + 1);
            }

            smooth[place] = At(values, window, place, left, right, weights) ?? values[place];
        }
    }

    /// <summary>The value of the line at one place, which may lie one step outside the series.</summary>
    /// <returns>The value; <see langword="null"/> when no neighbour has a weight.</returns>
    public static double? At(
        ReadOnlySpan<double> values, int window, int place, int left, int right, ReadOnlySpan<double> weights)
    {
        double reach = Math.Max(place - left, right - place);
        if (window > values.Length)
        {
            reach += (window - values.Length) / 2;
        }

        Span<double> shares = right - left < 64 ? stackalloc double[64] : new double[right - left + 1];
        double sum = 0, mean = 0;
        for (var i = left; i <= right; i++)
        {
            var weight = Weight(Math.Abs(i - place), reach) * (weights.IsEmpty ? 1 : weights[i]);
            shares[i - left] = weight;
            sum += weight;
            mean += weight * i;
        }

        if (sum <= 0)
        {
            return null;
        }

        mean /= sum;
        double spread = 0;
        for (var i = left; i <= right; i++)
        {
            spread += shares[i - left] / sum * (i - mean) * (i - mean);
        }

        var slope = reach > 0 && Math.Sqrt(spread) > 0.001 * (values.Length - 1) ? (place - mean) / spread : 0;
        double value = 0;
        for (var i = left; i <= right; i++)
        {
            value += shares[i - left] / sum * (slope * (i - mean) + 1) * values[i];
        }

        return value;
    }

    private static double Weight(int distance, double reach)
    {
        if (distance > 0.999 * reach)
        {
            return 0;
        }

        var share = distance / reach;
        var fall = 1 - share * share * share;
        return distance <= 0.001 * reach ? 1 : fall * fall * fall;
    }
}
