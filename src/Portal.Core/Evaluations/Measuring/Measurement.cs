using System.Globalization;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Scores beside truth, measured in the way of one task: over all rows, over some, and with what charts show.</summary>
internal abstract class Measurement
{
    /// <summary>More rows than this have intervals of their own width; resampling them would only cost time.</summary>
    private const int MostResampled = 20_000;

    protected static BootstrapPlan Plan { get; } = new();

    /// <summary>What the intervals draw at random, for the evidence.</summary>
    public static string Randomness { get; } = $"bootstrap of {Plan.Samples} samples, seed {Plan.Seed}, up to {MostResampled} rows";

    public abstract ModelTask Task { get; }

    public abstract int Rows { get; }

    /// <summary>Scores and truth as the task measures them.</summary>
    /// <exception cref="ArgumentException">There are not as many scores as rows: the scoring process read another table.</exception>
    public static Measurement Of(ModelTask task, ScoringRules rules, double[] scores, TruthTable truth) => task switch
    {
        ModelTask.BinaryClassification => new BinaryMeasurement(scores, truth.Is(rules.PositiveClass), rules.DecisionThreshold),
        ModelTask.MulticlassClassification => new MulticlassMeasurement(scores, truth.Classes, rules.ClassLabels),
        ModelTask.Regression => new RegressionMeasurement(scores, truth.Values),
        ModelTask.Forecasting => new ForecastMeasurement(scores, rules.Quantiles!, truth.Values),
        ModelTask.MultilabelClassification => new MultilabelMeasurement(scores, ((MultilabelTruth)truth.Other!).Cells, rules.ClassLabels, rules.DecisionThreshold),
        ModelTask.Retrieval => new RetrievalMeasurement(scores, (RetrievalTruth)truth.Other!),
        ModelTask.Ranking => new RankingMeasurement(scores, (RankingTruth)truth.Other!),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>The metric whose value is the mean of <see cref="Losses"/>; null for a task whose rows lose nothing by themselves.</summary>
    public virtual string? LossMetric => null;

    /// <summary>What each row loses, finite; more is worse. Empty without a <see cref="LossMetric"/>.</summary>
    public virtual double[] Losses() => [];

    /// <summary>Why the scores say nothing although each of them can be read; null when they do.</summary>
    public virtual ScoringFailure? Refusal => null;

    /// <summary>What is odd about scores and truth together, in sentences.</summary>
    public virtual IEnumerable<string> Findings => [];

    /// <summary>The metrics of all rows; what they do not define is absent.</summary>
    public abstract SortedDictionary<string, double> Metrics();

    /// <summary>The metrics of the rows with these indices.</summary>
    public abstract SortedDictionary<string, double> Metrics(int[] rows);

    /// <summary>The same truth of some rows beside other scores of them; null where rows alone cannot be measured.</summary>
    /// <param name="rows">Indices of the rows.</param>
    /// <param name="scores">Their scores, row after row.</param>
    public virtual Measurement? Rescored(int[] rows, double[] scores) => null;

    public abstract SortedDictionary<string, MetricInterval> Intervals();

    public abstract EvaluationCurves Curves();

    /// <summary>What is decided of each row, as the index of a class; empty for a task that decides nothing.</summary>
    public virtual int[] Decisions() => [];

    public virtual BinaryOutcome? Binary => null;

    public virtual ClassesOutcome? Classes => null;

    public virtual QueriesOutcome? Queries => null;

    public virtual QuantilesOutcome? Quantiles => null;

    public virtual IReadOnlyList<ClassOutcome>? Labels => null;

    public virtual IReadOnlyList<TextOutcome>? Texts => null;

    protected static SortedDictionary<string, double> Named(params ReadOnlySpan<(string Name, double? Value)> metrics)
    {
        var named = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in metrics)
        {
            if (value is { } defined)
            {
                named[name] = defined;
            }
        }

        return named;
    }

    /// <summary>The interval of a mean over rows: resampled, or from the central limit theorem where rows are many.</summary>
    protected static MetricInterval? OfMean(double[] contributions)
    {
        if (contributions.Length <= MostResampled)
        {
            return Bootstrap.OfMean(contributions, Plan).Interval is { } drawn ? Made(drawn, "bootstrap") : null;
        }

        var mean = contributions.Average();
        var error = Math.Sqrt(contributions.Sum(value => (value - mean) * (value - mean)) / (contributions.Length - 1.0) / contributions.Length);
        const double Z95 = 1.959963984540054;
        return new MetricInterval(mean - (Z95 * error), mean + (Z95 * error), "normal");
    }

    /// <summary>The interval of any metric of rows by resampling; none where rows are many.</summary>
    protected static MetricInterval? Resampled(int rows, RowMetric metric) =>
        rows <= MostResampled && Bootstrap.Of(rows, metric, Plan)?.Interval is { } drawn ? Made(drawn, "bootstrap") : null;

    /// <summary>The intervals of means over what was drawn together: rows, queries, texts.</summary>
    protected static SortedDictionary<string, MetricInterval> OfMeans(params ReadOnlySpan<(string Metric, double[] Contributions)> means)
    {
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        foreach (var (metric, contributions) in means)
        {
            if (contributions.Length > 1 && OfMean(contributions) is { } interval)
            {
                intervals[metric] = interval;
            }
        }

        return intervals;
    }

    /// <summary>How many score what, in tenths of 0 to 1.</summary>
    protected static ScoreBin[] Spread(double[] scores)
    {
        const int Bins = 10;
        var counts = new long[Bins];
        foreach (var score in scores)
        {
            counts[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
        }

        return [.. counts.Select((count, bin) => new ScoreBin((double)bin / Bins, (bin + 1.0) / Bins, count))];
    }

    /// <summary>A count as it stands in a sentence of the evidence.</summary>
    protected static string Count(long count, string one = "", string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + (one.Length == 0 ? "" : "s"))}").TrimEnd();

    protected static MetricInterval Made(Interval interval, string method) => new(interval.Lower, interval.Upper, method);

    protected static T[] Take<T>(T[] all, ReadOnlySpan<int> rows, int width = 1)
    {
        var taken = new T[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            Array.Copy(all, (long)rows[i] * width, taken, (long)i * width, width);
        }

        return taken;
    }
}
