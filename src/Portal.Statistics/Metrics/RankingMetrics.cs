namespace Portal.Statistics.Metrics;

/// <summary>What a document of a relevance is worth in a ranking.</summary>
public enum Gain
{
    /// <summary>The relevance itself (K. Järvelin and J. Kekäläinen, 2002; scikit-learn's <c>ndcg_score</c>).</summary>
    Linear,

    /// <summary>2^relevance − 1 (C. Burges et al., 2005): for grades such as 0 to 4.</summary>
    Exponential,
}

/// <summary>How good the ranking of one query is.</summary>
/// <param name="Query">The query.</param>
/// <param name="Documents">Its documents.</param>
/// <param name="Relevant">Those with a relevance above 0.</param>
/// <param name="Ndcg">Discounted gain of the first k over that of the best order, discount 1 / log₂(rank + 1), in [0, 1].</param>
/// <param name="AveragePrecision">Mean over the relevant documents of the precision at their rank, over the whole ranking, in (0, 1].</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant document, over the whole ranking, in (0, 1].</param>
/// <param name="Recall">Share of the relevant documents among the first k, in [0, 1].</param>
/// <param name="Precision">Relevant documents among the first k, divided by k even where there are fewer documents, in [0, 1].</param>
public sealed record QueryMetrics(
    int Query,
    int Documents,
    int Relevant,
    double Ndcg,
    double AveragePrecision,
    double ReciprocalRank,
    double Recall,
    double Precision);

/// <summary>How good the order of documents is, over queries.</summary>
/// <remarks>Documents with equal scores count as standing in each possible order equally often: every metric is the mean over these
/// orders, in closed form (F. McSherry and M. Najork, 2008), so that no metric depends on the order of rows. NDCG equals scikit-learn's
/// <c>ndcg_score(…, ignore_ties=False)</c>. A query without a relevant document defines no metric: it is left out of the means and
/// counted (scikit-learn counts it as 0).</remarks>
/// <param name="K">The cut of NDCG, recall and precision.</param>
/// <param name="Gain">What a relevance is worth in NDCG.</param>
/// <param name="Queries">Queries, with those left out.</param>
/// <param name="QueriesWithoutRelevant">Queries that are left out.</param>
/// <param name="Ndcg">Mean NDCG at k; <see langword="null"/>, as all means, when no query has a relevant document.</param>
/// <param name="MeanAveragePrecision">Mean of the average precision (MAP).</param>
/// <param name="MeanReciprocalRank">Mean of the reciprocal rank (MRR).</param>
/// <param name="Recall">Mean recall at k.</param>
/// <param name="Precision">Mean precision at k.</param>
/// <param name="PerQuery">The queries that count, by number: what to draw from in a bootstrap.</param>
public sealed record RankingMetrics(
    int K,
    Gain Gain,
    int Queries,
    int QueriesWithoutRelevant,
    double? Ndcg,
    double? MeanAveragePrecision,
    double? MeanReciprocalRank,
    double? Recall,
    double? Precision,
    IReadOnlyList<QueryMetrics> PerQuery)
{
    /// <summary>Measures scored documents.</summary>
    /// <param name="scores">One finite score a row (a document of a query), higher meaning further up.</param>
    /// <param name="relevances">The true relevance of each row, finite and at least 0; same length.</param>
    /// <param name="queries">The query of each row, any number; same length. Rows of a query need not stand together.</param>
    /// <param name="k">The cut, at least 1.</param>
    /// <param name="gain">What a relevance is worth in NDCG.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a value is out of range.</exception>
    public static RankingMetrics Measure(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, ReadOnlySpan<int> queries, int k, Gain gain = Gain.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Check(scores, relevances, queries);
        var (keys, order) = (queries.ToArray(), Enumerable.Range(0, queries.Length).ToArray());
        Array.Sort(keys, order);
        var (perQuery, all) = (new List<QueryMetrics>(), 0);
        for (var start = 0; start < keys.Length; all++)
        {
            var end = start + keys.AsSpan(start).LastIndexOf(keys[start]) + 1;
            var ranking = new TiedRanking(scores, relevances, order.AsSpan(start, end - start));
            if (ranking.Relevant > 0)
            {
                perQuery.Add(ranking.Measure(keys[start], k, gain));
            }

            start = end;
        }

        return new RankingMetrics(
            k,
            gain,
            all,
            all - perQuery.Count,
            perQuery.Average(query => (double?)query.Ndcg),
            perQuery.Average(query => (double?)query.AveragePrecision),
            perQuery.Average(query => (double?)query.ReciprocalRank),
            perQuery.Average(query => (double?)query.Recall),
            perQuery.Average(query => (double?)query.Precision),
            perQuery);
    }

    private static void Check(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, ReadOnlySpan<int> queries)
    {
        if (scores.Length != relevances.Length || scores.Length != queries.Length)
        {
            throw new ArgumentException(
                $"There are {scores.Length} scores, {relevances.Length} relevances and {queries.Length} queries.", nameof(scores));
        }

        if (scores.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row.", nameof(scores));
        }

        for (var row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row]) || !double.IsFinite(relevances[row]) || relevances[row] < 0)
            {
                throw new ArgumentException($"Row {row} has a score that is not finite or a relevance below 0.", nameof(relevances));
            }
        }
    }
}
