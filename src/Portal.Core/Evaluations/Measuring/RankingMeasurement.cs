using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Scores of rows beside how relevant each is for its query. A query is what is drawn for intervals: its rows belong together.</summary>
internal sealed class RankingMeasurement : Measurement
{
    private const int K = 10;
    private const int WorstShown = 10;

    private readonly double[] _scores;
    private readonly double[] _relevances;
    private readonly int[] _queries;
    private readonly IReadOnlyList<string> _names;
    private readonly RankingMetrics _measured;
    private readonly RankingTruth _truth;

    public RankingMeasurement(double[] scores, RankingTruth truth)
    {
        (_scores, _relevances, _queries, _names) = (scores, truth.Relevances, truth.Queries, truth.QueryNames);
        _truth = truth;
        _measured = RankingMetrics.Measure(_scores, _relevances, _queries, K);
    }

    public override ModelTask Task => ModelTask.Ranking;

    public override int Rows => _scores.Length;

    public override ScoringFailure? Refusal =>
        _measured.PerQuery.Count == 0 ? new(FailureKind.Refused, "no-relevant-row", "No row has a relevance above 0: where nothing is to be found, no order is better than another.")
        : Array.TrueForAll(_scores, score => score == _scores[0]) ? new(FailureKind.Refused, "scores-all-equal", $"The model gives all {Count(Rows, "row")} the same score, so it orders nothing. No metric was computed.")
        : null;

    public override IEnumerable<string> Findings
    {
        get
        {
            if (_measured.QueriesWithoutRelevant > 0)
            {
                yield return $"{Count(_measured.QueriesWithoutRelevant, "query", "queries")} of {Count(_measured.Queries)} {(_measured.QueriesWithoutRelevant == 1 ? "has" : "have")} no relevant row and are left out of every mean.";
            }

            if (_measured.PerQuery.Count(query => query.Documents == 1) is > 0 and var single)
            {
                yield return $"{Count(single, "query", "queries")} {(single == 1 ? "has" : "have")} one row only, which cannot be ordered wrongly: they raise every mean.";
            }

            if (TiedQueries() is > 0 and var tied)
            {
                yield return $"In {Count(tied, "query", "queries")} of several rows the model gives all of them the same score: their metrics are those of a random order.";
            }
        }
    }

    public override QueriesOutcome Queries => new(
        _measured.Queries,
        _measured.QueriesWithoutRelevant,
        [.. _measured.PerQuery.OrderBy(query => query.Ndcg).ThenBy(query => query.Query).Take(WorstShown)
            .Select(query => new QueryOutcome(_names[query.Query], query.Documents, query.Relevant, query.Ndcg, query.ReciprocalRank))]);

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) =>
        Named(RankingMetrics.Measure(Take(_scores, rows), Take(_relevances, rows), Take(_queries, rows), K));

    /// <summary>All rows only: of a few, a query would lose those that its others are ordered against.</summary>
    public override Measurement? Rescored(int[] rows, double[] scores) => rows.Length == Rows ? new RankingMeasurement(scores, _truth) : null;

    public override SortedDictionary<string, MetricInterval> Intervals() => OfMeans(
        (MetricNames.NdcgAt10, Of(query => query.Ndcg)),
        (MetricNames.Map, Of(query => query.AveragePrecision)),
        (MetricNames.Mrr, Of(query => query.ReciprocalRank)),
        (MetricNames.RecallAt10, Of(query => query.Recall)),
        (MetricNames.PrecisionAt10, Of(query => query.Precision)));

    public override EvaluationCurves Curves() => new() { Scores = Spread(Of(query => query.Ndcg)) };

    private double[] Of(Func<QueryMetrics, double> metric) => [.. _measured.PerQuery.Select(metric)];

    private int TiedQueries() => Enumerable.Range(0, Rows).GroupBy(row => _queries[row])
        .Count(rows => rows.Skip(1).Any() && rows.All(row => _scores[row] == _scores[rows.First()]));

    private static SortedDictionary<string, double> Named(RankingMetrics measured) => Named(
        (MetricNames.NdcgAt10, measured.Ndcg),
        (MetricNames.Map, measured.MeanAveragePrecision),
        (MetricNames.Mrr, measured.MeanReciprocalRank),
        (MetricNames.RecallAt10, measured.Recall),
        (MetricNames.PrecisionAt10, measured.Precision));
}
