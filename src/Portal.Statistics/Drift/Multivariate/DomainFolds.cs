namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Five folds; a row's is its index within its own class, modulo five. Each row is scored by a fit that did not see it.</summary>
internal static class DomainFolds
{
    private const int Folds = 5;

    /// <summary>Scores every row.</summary>
    /// <param name="current">The class of each row; both have at least two rows.</param>
    /// <param name="score">Fits on the first rows and scores the second ones.</param>
    public static double[] Scores(bool[] current, Func<int[], int[], double[]> score)
    {
        var folds = new int[current.Length];
        var (own, other) = (0, 0);
        for (var row = 0; row < current.Length; row++)
        {
            folds[row] = (current[row] ? own++ : other++) % Folds;
        }

        var scores = new double[current.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var held = Rows(folds, index => index == fold);
            if (held.Length == 0)
            {
                continue;
            }

            var given = score(Rows(folds, index => index != fold), held);
            for (var i = 0; i < held.Length; i++)
            {
                scores[held[i]] = given[i];
            }
        }

        return scores;
    }

    private static int[] Rows(int[] folds, Predicate<int> chosen)
    {
        var rows = new List<int>(folds.Length);
        for (var row = 0; row < folds.Length; row++)
        {
            if (chosen(folds[row]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }
}
