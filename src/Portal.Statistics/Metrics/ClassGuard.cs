namespace Portal.Statistics.Metrics;

/// <summary>The conditions that metrics of class probabilities demand.</summary>
internal static class ClassGuard
{
    public static void Check(ReadOnlySpan<double> probabilities, int classes, ReadOnlySpan<int> actual)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (actual.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row.", nameof(actual));
        }

        if (probabilities.Length != (long)actual.Length * classes)
        {
            throw new ArgumentException(
                $"There are {probabilities.Length} probabilities for {actual.Length} rows of {classes} classes.", nameof(probabilities));
        }

        for (var row = 0; row < actual.Length; row++)
        {
            if ((uint)actual[row] >= (uint)classes)
            {
                throw new ArgumentException($"Row {row} has the class {actual[row]}, which is none of {classes}.", nameof(actual));
            }

            CheckRow(probabilities.Slice(row * classes, classes), row);
        }
    }

    private static void CheckRow(ReadOnlySpan<double> probabilities, int row)
    {
        double sum = 0;
        foreach (var probability in probabilities)
        {
            if (probability is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"A probability of row {row} lies outside 0 to 1.", nameof(probabilities));
            }

            sum += probability;
        }

        if (sum <= 0)
        {
            throw new ArgumentException($"All probabilities of row {row} are 0.", nameof(probabilities));
        }
    }
}
