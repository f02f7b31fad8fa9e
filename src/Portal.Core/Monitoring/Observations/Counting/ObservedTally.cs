using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Labels;
using Portal.Statistics.Counters;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Latency;
using Portal.Statistics.Performance;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>All counters of some rows, against one baseline. They add up; <see cref="TallyBytes"/> keeps them.</summary>
internal sealed class ObservedTally
{
    private readonly Judgement _judgement;

    public ObservedTally(ObservedBaseline baseline)
    {
        Baseline = baseline;
        _judgement = new Judgement(baseline.Task, baseline.Scoring);
        foreach (var column in baseline.Columns)
        {
            if (column.Numeric is { } numeric)
            {
                Numbers[column.Name] = new NumericCounters(numeric);
            }
            else if (column.Categorical is { } categorical)
            {
                Categories[column.Name] = new CategoricalCounters(categorical);
            }
        }

        Score = baseline.Score is { } score ? new NumericCounters(score) : null;
        Prediction = baseline.Prediction is { } prediction ? new CategoricalCounters(prediction) : null;
        Performance = _judgement.IsBinary ? new PerformanceCounters(_judgement.Threshold) : null;
        Regression = _judgement.IsNumber ? new RegressionCounters() : null;
    }

    public ObservedBaseline Baseline { get; }

    public long Rows { get; set; }

    public long LabelledRows { get; set; }

    public Dictionary<string, NumericCounters> Numbers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CategoricalCounters> Categories { get; } = new(StringComparer.Ordinal);

    public NumericCounters? Score { get; set; }

    public CategoricalCounters? Prediction { get; set; }

    public PerformanceCounters? Performance { get; set; }

    public RegressionCounters? Regression { get; set; }

    public Dictionary<string, FairnessCounts> Fairness { get; } = new(StringComparer.Ordinal);

    public QualityCounters Quality { get; set; } = new();

    public LatencyCounters? Latency { get; set; }

    public SortedDictionary<string, decimal> Costs { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts rows whose truth is not known.</summary>
    public void Add(IReadOnlyList<ObservedColumn> columns, string? currency)
    {
        Rows += columns[0].Rows;
        foreach (var column in columns.Where(column => column.Part is ObservedPart.Feature or ObservedPart.ProtectedAttribute))
        {
            AddColumn(column);
        }

        AddDecisions(columns);
        Quality.Merge(QualityOf.Rows(Baseline.Quality, columns));
        if (columns.FirstOrDefault(column => column.Part == ObservedPart.Latency) is NumberColumn latency && latency.Values.Any(value => !double.IsNaN(value)))
        {
            (Latency ??= new LatencyCounters()).Add(latency.Values);
        }

        if (currency is not null && columns.FirstOrDefault(column => column.Part == ObservedPart.Cost) is NumberColumn costs)
        {
            Costs[currency] = Costs.GetValueOrDefault(currency) + costs.Values.Where(double.IsFinite).Sum(value => (decimal)value);
        }
    }

    /// <summary>The truth of rows that were counted becomes known.</summary>
    public void Settle(LabelledRows labels)
    {
        LabelledRows += labels.Count;
        var (scores, predictions) = Decisions(labels.Block);
        var groups = _judgement.HasFavourable ? FairnessGroups.Of(labels.Block) : [];
        for (var row = 0; row < labels.Count; row++)
        {
            var truth = labels.Truths[row];
            Performance?.Settle(scores[row], _judgement.IsPositive(truth));
            Regression?.Settle(scores[row], Judgement.NumberOf(truth));
            foreach (var by in groups)
            {
                if (_judgement.Selects(scores[row], predictions?.TextOf(row)) is { } selected && Fairness.TryGetValue(by.Name, out var counts))
                {
                    counts.Settle(by.Labels[by.Codes[row]], selected, _judgement.FavourableScore(scores[row]), _judgement.Favourable(truth));
                }
            }
        }
    }

    /// <param name="other">Against the same baseline.</param>
    public void Merge(ObservedTally other)
    {
        Rows += other.Rows;
        LabelledRows += other.LabelledRows;
        foreach (var (name, counters) in other.Numbers)
        {
            Numbers[name].Merge(counters);
        }

        foreach (var (name, counters) in other.Categories)
        {
            Categories[name].Merge(counters);
        }

        Merge(Score, other.Score, (mine, more) => mine.Merge(more));
        Merge(Prediction, other.Prediction, (mine, more) => mine.Merge(more));
        Merge(Performance, other.Performance, (mine, more) => mine.Merge(more));
        Merge(Regression, other.Regression, (mine, more) => mine.Merge(more));
        foreach (var (name, counts) in other.Fairness)
        {
            FairnessBy(name).Merge(counts);
        }

        Quality.Merge(other.Quality);
        if (other.Latency is not null)
        {
            (Latency ??= new LatencyCounters()).Merge(other.Latency);
        }

        foreach (var (currency, amount) in other.Costs)
        {
            Costs[currency] = Costs.GetValueOrDefault(currency) + amount;
        }
    }

    private static void Merge<T>(T? mine, T? more, Action<T, T> merge)
        where T : class
    {
        if (mine is not null && more is not null)
        {
            merge(mine, more);
        }
    }

    private void AddColumn(ObservedColumn column)
    {
        if (column is NumberColumn numbers && Numbers.TryGetValue(column.Name, out var numeric))
        {
            numeric.Add(numbers.Values);
        }
        else if (column is TextColumn texts && Categories.TryGetValue(column.Name, out var categorical))
        {
            categorical.Add(texts.Codes, texts.Words);
        }
    }

    private void AddDecisions(IReadOnlyList<ObservedColumn> columns)
    {
        var (scores, predictions) = Decisions(columns);
        Score?.Add(scores);
        if (predictions is not null)
        {
            Prediction?.Add(predictions.Codes, predictions.Words);
        }

        var unknown = new Outcome[scores.Length];
        Array.Fill(unknown, Outcome.Unknown);
        Performance?.Add(scores, unknown);
        if (Regression is not null)
        {
            var none = new double[scores.Length];
            Array.Fill(none, double.NaN);
            Regression.Add(scores, none);
        }

        if (_judgement.HasFavourable)
        {
            AddFairness(columns, scores, predictions);
        }
    }

    private void AddFairness(IReadOnlyList<ObservedColumn> columns, double[] scores, TextColumn? predictions)
    {
        var decided = new List<int>();
        var selected = new List<bool>();
        for (var row = 0; row < scores.Length; row++)
        {
            if (_judgement.Selects(scores[row], predictions?.TextOf(row)) is { } decision)
            {
                decided.Add(row);
                selected.Add(decision);
            }
        }

        int[] rows = [.. decided];
        bool[] decisions = [.. selected];
        var favourable = Array.ConvertAll(rows, row => _judgement.FavourableScore(scores[row]));
        foreach (var by in FairnessGroups.Of(columns))
        {
            FairnessBy(by.Name).Add(by.Labels, Array.ConvertAll(rows, row => by.Codes[row]), decisions, scores: favourable);
        }
    }

    private FairnessCounts FairnessBy(string name) => Fairness.TryGetValue(name, out var counts) ? counts : Fairness[name] = new FairnessCounts();

    /// <summary>What the version gave: a score, for numbers the prediction; and the class that it told, if it did.</summary>
    private static (double[] Scores, TextColumn? Predictions) Decisions(IReadOnlyList<ObservedColumn> columns)
    {
        var told = columns.FirstOrDefault(column => column.Part == ObservedPart.Prediction);
        var scores = (NumberColumn)columns.First(column => column.Part == ObservedPart.Score);
        var numbers = told is NumberColumn predicted && predicted.Values.Any(double.IsFinite) ? predicted : scores;
        return (numbers.Values, told as TextColumn);
    }
}
