using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Registry;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Latency;
using Portal.Statistics.Performance;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations;

/// <summary>All that was counted of a version's rows in a window: the hours that begin in it, added up. Where nothing came all counts are 0.</summary>
public sealed class ObservedWindow
{
    private readonly ObservedTally _tally;

    internal ObservedWindow(DateTimeOffset from, DateTimeOffset to, VersionId version, ObservedTally tally, int newestBatch)
    {
        (From, To, VersionId, NewestBatch) = (from, to, version, newestBatch);
        _tally = tally;
    }

    public DateTimeOffset From { get; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset To { get; }

    public VersionId VersionId { get; }

    public long Rows => _tally.Rows;

    /// <summary>Rows whose truth is known.</summary>
    public long LabelledRows => _tally.LabelledRows;

    /// <summary>Labelled over all; null without rows.</summary>
    public double? LabelCoverage => Rows == 0 ? null : (double)LabelledRows / Rows;

    /// <summary>Columns of numbers, by name.</summary>
    public IReadOnlyDictionary<string, NumericCounters> Numbers => _tally.Numbers;

    /// <summary>Columns of categories, by name.</summary>
    public IReadOnlyDictionary<string, CategoricalCounters> Categories => _tally.Categories;

    /// <summary>What the version gave; null where its baseline has no scores.</summary>
    public NumericCounters? Score => _tally.Score;

    /// <summary>The predicted classes; null unless there are more than two.</summary>
    public CategoricalCounters? Prediction => _tally.Prediction;

    /// <summary>Of two classes; all scored rows, labelled or not. Null for other tasks.</summary>
    public PerformanceCounters? Performance => _tally.Performance;

    /// <summary>Of predicted numbers; null for other tasks.</summary>
    public RegressionCounters? Regression => _tally.Regression;

    /// <summary>By attribute, crossings joined with " &amp; ". Positive means the favourable outcome; rows without a label count as unknown.</summary>
    public IReadOnlyDictionary<string, FairnessCounts> Fairness => _tally.Fairness;

    public QualityCounters Quality => _tally.Quality;

    /// <summary>Null where no latency was told.</summary>
    public LatencyCounters? Latency => _tally.Latency;

    /// <summary>By currency.</summary>
    public IReadOnlyDictionary<string, decimal> Costs => _tally.Costs;

    /// <summary>Null where no costs came, or in more than one currency.</summary>
    public decimal? Cost => Costs.Count == 1 ? Costs.Values.First() : null;

    public string? Currency => Costs.Count == 1 ? Costs.Keys.First() : null;

    /// <summary>Number of the newest batch in it; 0 where nothing came.</summary>
    public int NewestBatch { get; }
}
