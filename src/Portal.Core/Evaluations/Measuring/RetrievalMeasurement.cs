using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Vectors of rows, among which the documents nearest to each query by cosine should be those that belong to it.</summary>
internal sealed class RetrievalMeasurement : Measurement
{
    private const int K = 10;
    private const int WorstShown = 10;

    private readonly double[] _vectors;
    private readonly int _width;
    private readonly RetrievalTruth _truth;
    private readonly int[] _queries;
    private readonly int[] _documents;
    private readonly List<Found> _found = [];

    public RetrievalMeasurement(double[] vectors, RetrievalTruth truth)
    {
        (_vectors, _truth, Rows) = (vectors, truth, truth.IsQuery.Length);
        _width = vectors.Length / Math.Max(1, Rows);
        var isQuery = truth.IsQuery;
        _queries = [.. Enumerable.Range(0, Rows).Where(row => isQuery[row])];
        _documents = [.. Enumerable.Range(0, Rows).Where(row => truth.EachIsBoth || !isQuery[row])];
        if (_queries.Length > 0 && _documents.Length > 0)
        {
            Search();
        }
    }

    public override ModelTask Task => ModelTask.Retrieval;

    public override int Rows { get; }

    public override ScoringFailure? Refusal =>
        _queries.Length == 0 || _documents.Length == 0 ? new(FailureKind.Refused, "nothing-to-search", $"The dataset has {Count(_queries.Length, "query", "queries")} and {Count(_documents.Length, "document")}; a search needs both.")
        : _found.Count == 0 ? new(FailureKind.Refused, "no-relevant-row", "No document has the key of a query: where nothing is to be found, no search is better than another.")
        : IsOneVector() ? new(FailureKind.Refused, "vectors-all-equal", $"The model gives all {Count(Rows, "row")} the same vector, so none is nearer than another. No metric was computed.")
        : null;

    public override IEnumerable<string> Findings => _found.Count == _queries.Length ? [] :
        [$"{Count(_queries.Length - _found.Count, "query", "queries")} of {Count(_queries.Length)} {(_queries.Length - _found.Count == 1 ? "has" : "have")} no document with the same key and are left out of every mean."];

    public override QueriesOutcome Queries => new(
        _queries.Length,
        _queries.Length - _found.Count,
        [.. _found.OrderBy(one => one.RecallAt10).ThenBy(one => one.ReciprocalRank).ThenBy(one => one.Row).Take(WorstShown)
            .Select(one => new QueryOutcome($"{_truth.KeyNames[_truth.Keys[one.Row]]} (row {one.Row + 1})", Searched, one.Relevant, one.RecallAt10, one.ReciprocalRank))]);

    public override SortedDictionary<string, double> Metrics() => Named(_found);

    public override SortedDictionary<string, double> Metrics(int[] rows)
    {
        var wanted = rows.ToHashSet();
        return Named([.. _found.Where(one => wanted.Contains(one.Row))]);
    }

    public override SortedDictionary<string, MetricInterval> Intervals() => OfMeans(
        (MetricNames.RecallAt1, Of(one => one.RecallAt1)),
        (MetricNames.RecallAt5, Of(one => one.RecallAt5)),
        (MetricNames.RecallAt10, Of(one => one.RecallAt10)),
        (MetricNames.MrrAt10, Of(one => one.ReciprocalRank)));

    public override EvaluationCurves Curves() => new() { Scores = Spread(Of(one => one.RecallAt10)) };

    private int Searched => _documents.Length - (_truth.EachIsBoth ? 1 : 0);

    private double[] Of(Func<Found, double> metric) => [.. _found.Select(metric)];

    private void Search()
    {
        // Where each row is both, the row itself is the nearest of all and has to be passed over.
        var neighbours = CosineNeighbours.Find(Vectors(_queries), Vectors(_documents), _width, _truth.EachIsBoth ? K + 1 : K);
        var keys = _truth.Keys;
        var documentsOf = _documents.GroupBy(row => keys[row]).ToDictionary(rows => rows.Key, rows => rows.Count());
        for (var query = 0; query < _queries.Length; query++)
        {
            var row = _queries[query];
            var relevant = documentsOf.GetValueOrDefault(keys[row]) - (_truth.EachIsBoth ? 1 : 0);
            if (relevant > 0 && _truth.KeyNames[keys[row]].Length > 0)
            {
                _found.Add(Found.Of(row, relevant, Hits(neighbours, query, row, keys)));
            }
        }
    }

    /// <summary>Whether each of the nearest documents belongs to the query, the nearest first.</summary>
    private bool[] Hits(CosineNeighbours neighbours, int query, int row, int[] keys)
    {
        var hits = new List<bool>(K);
        foreach (var document in neighbours.Documents.Span.Slice(query * neighbours.K, neighbours.K))
        {
            if (_documents[document] != row && hits.Count < K)
            {
                hits.Add(keys[_documents[document]] == keys[row]);
            }
        }

        return [.. hits];
    }

    /// <summary>Each divided by its largest number: only directions count, and squares of very large or small numbers would be lost.</summary>
    private float[] Vectors(int[] rows)
    {
        var vectors = new float[rows.Length * _width];
        for (var i = 0; i < rows.Length; i++)
        {
            var own = _vectors.AsSpan(rows[i] * _width, _width);
            double largest = 0;
            foreach (var value in own)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            for (var column = 0; column < _width && largest > 0; column++)
            {
                vectors[(i * _width) + column] = (float)(own[column] / largest);
            }
        }

        return vectors;
    }

    private bool IsOneVector() =>
        Rows > 1 && Enumerable.Range(1, Rows - 1).All(row => _vectors.AsSpan(row * _width, _width).SequenceEqual(_vectors.AsSpan(0, _width)));

    private static SortedDictionary<string, double> Named(List<Found> found) => found.Count == 0 ? [] : Named(
        (MetricNames.RecallAt1, found.Average(one => one.RecallAt1)),
        (MetricNames.RecallAt5, found.Average(one => one.RecallAt5)),
        (MetricNames.RecallAt10, found.Average(one => one.RecallAt10)),
        (MetricNames.MrrAt10, found.Average(one => one.ReciprocalRank)));

    /// <summary>What one query found.</summary>
    private sealed record Found(int Row, int Relevant, double RecallAt1, double RecallAt5, double RecallAt10, double ReciprocalRank)
    {
        public static Found Of(int row, int relevant, bool[] hits)
        {
            var first = Array.IndexOf(hits, true);
            return new(row, relevant, Recall(1), Recall(5), Recall(K), first < 0 ? 0 : 1.0 / (first + 1));

            double Recall(int k) => (double)hits.Take(k).Count(hit => hit) / relevant;
        }
    }
}
