namespace Portal.Statistics.Metrics;

/// <summary>The conditions that every metric of scored rows demands.</summary>
internal static class ScoreGuard
{
    public static void Check(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        if (scores.Length != positives.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {positives.Length} rows.", nameof(positives));
        }

        if (scores.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row.", nameof(scores));
        }

        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw new ArgumentException($"The score of row {i} is not finite.", nameof(scores));
            }
        }
    }

    public static void CheckProbabilities(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        if (scores.Length == positives.Length && !scores.IsEmpty && AreProbabilities(scores))
        {
            return;
        }

        Check(scores, positives);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] is < 0 or > 1)
            {
                throw new ArgumentException($"The score of row {i} lies outside 0 to 1.", nameof(scores));
            }
        }
    }

    private static bool AreProbabilities(ReadOnlySpan<double> scores)
    {
        var all = true;
        foreach (var score in scores)
        {
            all &= score >= 0 & score <= 1;
        }

        return all;
    }
}
