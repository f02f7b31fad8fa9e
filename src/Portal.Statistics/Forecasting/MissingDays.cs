namespace Portal.Statistics.Forecasting;

/// <summary>Gaps of a series, filled for those methods that need every value.</summary>
public static class MissingDays
{
    /// <summary>Fills each gap along the line between its neighbours, and a gap at an end with the nearest value. A value of 0 is a
    /// value, no gap.</summary>
    /// <param name="values">The series in order of time; not finite means missing.</param>
    /// <returns>A series of the same length without gaps; <see langword="null"/> when every value is missing.</returns>
    public static double[]? Interpolate(ReadOnlySpan<double> values)
    {
        var filled = values.ToArray();
        var last = -1;
        for (var i = 0; i < filled.Length; i++)
        {
            if (!double.IsFinite(filled[i]))
            {
                continue;
            }

            for (var gap = last + 1; gap < i; gap++)
            {
                filled[gap] = last < 0
                    ? filled[i]
                    : filled[last] + (filled[i] - filled[last]) * (gap - last) / (i - last);
            }

            last = i;
        }

        if (last < 0)
        {
            return null;
        }

        filled.AsSpan(last + 1).Fill(filled[last]);
        return filled;
    }
}
