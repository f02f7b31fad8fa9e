using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Statistics.Drift;
using Portal.Statistics.Fairness;
using Portal.Statistics.Performance;
using Portal.Statistics.Performance.Estimation;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations;

/// <summary>A column of the training data as windows are compared with it.</summary>
/// <param name="Numeric">For columns of numbers.</param>
/// <param name="Categorical">For columns of categories. Neither for columns that are no subject of drift: names of things, instants.</param>
public sealed record BaselineColumn(string Name, DatasetColumn Column, NumericBaseline? Numeric, CategoricalBaseline? Categorical);

/// <summary>What a version was like before it met the world.</summary>
/// <param name="Columns">Features and protected attributes, in the order of the data.</param>
/// <param name="Score">What it gave on held-out rows: the probability of the positive class; with more classes that of the predicted
/// one; for numbers the prediction. Null where it was never evaluated, as for the four after it.</param>
/// <param name="Prediction">With more than two classes: which it predicted on held-out rows.</param>
/// <param name="Performance">Of two classes, on held-out rows.</param>
/// <param name="Regression">Of predicted numbers, on held-out rows.</param>
/// <param name="Fairness">By attribute, crossings joined with " &amp; ", on held-out rows. Positive means the favourable outcome.</param>
/// <param name="Calibration">What a score of the version means; null where that can't be learned.</param>
public sealed record ObservedBaseline(
    BaselineId Id,
    VersionId Version,
    ModelTask Task,
    ScoringRules Scoring,
    DatasetVersionId Dataset,
    EvaluationId? Evaluation,
    IReadOnlyList<BaselineColumn> Columns,
    NumericBaseline? Score,
    CategoricalBaseline? Prediction,
    PerformanceCounters? Performance,
    RegressionCounters? Regression,
    IReadOnlyDictionary<string, FairnessCounts> Fairness,
    QualityRules Quality,
    ScoreCalibration? Calibration);
