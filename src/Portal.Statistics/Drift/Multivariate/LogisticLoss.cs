namespace Portal.Statistics.Drift.Multivariate;

/// <summary>What a linear score costs under the logistic loss, without overflow.</summary>
internal static class LogisticLoss
{
    /// <summary>log(1 + exp(−score)) of a positive row, log(1 + exp(score)) of a negative one.</summary>
    public static double Of(double score, bool positive)
    {
        var margin = positive ? score : -score;
        return margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
    }

    public static double Probability(double score) =>
        score >= 0 ? 1 / (1 + Math.Exp(-score)) : Math.Exp(score) / (1 + Math.Exp(score));

    /// <summary>Weights that make both classes count alike, n / 2n_c, when one is over four times the other; else 1.</summary>
    public static double[] Balance(bool[] positives)
    {
        double ones = positives.Count(positive => positive), zeros = positives.Length - ones;
        return Math.Max(ones, zeros) > 4 * Math.Min(ones, zeros)
            ? Array.ConvertAll(positives, positive => positives.Length / (2 * (positive ? ones : zeros)))
            : Array.ConvertAll(positives, _ => 1.0);
    }
}
