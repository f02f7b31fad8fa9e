namespace Portal.Statistics.Metrics;

/// <summary>One query of a search by embeddings.</summary>
/// <param name="Query">Index of the query.</param>
/// <param name="Recall">Share of its relevant documents among the first k, in [0, 1].</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant document among the first k; 0 when there is none.</param>
public sealed record QueryRetrieval(int Query, double Recall, double ReciprocalRank);

/// <summary>How well embeddings find the documents that belong to a query.</summary>
/// <param name="K">Documents that are looked at.</param>
/// <param name="Queries">Queries, with those left out.</param>
/// <param name="QueriesWithoutRelevant">Queries without a relevant document: they are left out of the means.</param>
/// <param name="Recall">Mean recall at k, in [0, 1]; <see langword="null"/> when no query has a relevant document.</param>
/// <param name="MeanReciprocalRank">Mean reciprocal rank among the first k (MRR@k), in [0, 1]; likewise.</param>
/// <param name="PerQuery">The queries that count: what to draw from in a bootstrap.</param>
public sealed record RetrievalMetrics(
    int K,
    int Queries,
    int QueriesWithoutRelevant,
    double? Recall,
    double? MeanReciprocalRank,
    IReadOnlyList<QueryRetrieval> PerQuery)
{
    /// <summary>Measures found documents.</summary>
    /// <param name="neighbours">The documents that were found for each query.</param>
    /// <param name="relevant">The indices of the documents that belong to each query, without repetition.</param>
    /// <exception cref="ArgumentException">The number of queries differs.</exception>
    public static RetrievalMetrics Measure(CosineNeighbours neighbours, IReadOnlyList<IReadOnlyCollection<int>> relevant)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentNullException.ThrowIfNull(relevant);
        if (neighbours.Documents.Length != (long)relevant.Count * neighbours.K)
        {
            throw new ArgumentException(
                $"There are relevant documents of {relevant.Count} queries for {neighbours.Documents.Length / neighbours.K} searches.",
                nameof(relevant));
        }

        var perQuery = new List<QueryRetrieval>();
        for (var query = 0; query < relevant.Count; query++)
        {
            if (relevant[query].Count > 0)
            {
                perQuery.Add(Of(query, neighbours.Documents.Span.Slice(query * neighbours.K, neighbours.K), [.. relevant[query]]));
            }
        }

        return new RetrievalMetrics(
            neighbours.K,
            relevant.Count,
            relevant.Count - perQuery.Count,
            perQuery.Average(query => (double?)query.Recall),
            perQuery.Average(query => (double?)query.ReciprocalRank),
            perQuery);
    }

    private static QueryRetrieval Of(int query, ReadOnlySpan<int> found, HashSet<int> relevant)
    {
        var (hits, first) = (0, 0);
        for (var rank = 1; rank <= found.Length; rank++)
        {
            if (relevant.Contains(found[rank - 1]))
            {
                hits++;
                first = first == 0 ? rank : first;
            }
        }

        return new QueryRetrieval(query, (double)hits / relevant.Count, first == 0 ? 0 : 1.0 / first);
    }
}
