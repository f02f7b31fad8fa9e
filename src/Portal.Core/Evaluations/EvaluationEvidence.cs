using Portal.Core.Datasets;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations;

/// <summary>
/// Everything that made an evaluation, and what came of it. Written as canonical JSON, whose digest is the evidence's name. It holds
/// no instant, duration or row id: the same files, rules, code and machine give the same bytes again.
/// </summary>
/// <param name="Format">Version of this form.</param>
/// <param name="Randomness">What was drawn at random, with its seed: the samples behind the intervals.</param>
public sealed record EvaluationEvidence(
    string Format,
    EvidenceVersion Version,
    EvidenceDataset Dataset,
    ScoringRules Scoring,
    EvidenceMachine Machine,
    string Randomness,
    string ScoresSha256,
    EvaluationResults Results,
    EvaluationCurves Curves)
{
    public const string CurrentFormat = "portal.evaluation.v3";

    /// <summary>The named slices that were asked for, whether or not each could be measured.</summary>
    public IReadOnlyList<NamedSlice> Slices { get; init; } = [];

    /// <summary>Rows that could be scored to explain the version; 0 where explanations were switched off.</summary>
    public long ExplanationRows { get; init; }
}

public sealed record EvidenceVersion(string Model, int Number, string Sha256);

public sealed record EvidenceDataset(string Name, int Number, string Sha256)
{
    /// <summary>What each column was taken for: roles decide who is compared with whom.</summary>
    public IReadOnlyList<DatasetColumn> Columns { get; init; } = [];
}

/// <param name="Code">Version of the portal's scoring and statistics.</param>
/// <param name="Runtime">Version of ONNX Runtime; empty where no model was run.</param>
public sealed record EvidenceMachine(string Code, string Runtime, ScoringDevice Device);

/// <summary>What charts show, as far as the task has it; thinned, so metrics never come from here.</summary>
public sealed record EvaluationCurves
{
    public IReadOnlyList<CurvePoint> Roc { get; init; } = [];

    public IReadOnlyList<CurvePoint> PrecisionRecall { get; init; } = [];

    /// <summary>Of the positive class, or of whichever class was predicted.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init; } = [];

    /// <summary>Regression: the true value and what was predicted, for rows that stand for all.</summary>
    public IReadOnlyList<PredictedPoint> Predictions { get; init; } = [];

    /// <summary>Regression: how many rows have which error.</summary>
    public IReadOnlyList<ErrorBin> Errors { get; init; } = [];

    /// <summary>How the score depends on the features that matter most, the most important first.</summary>
    public IReadOnlyList<DependenceCurve> Dependence { get; init; } = [];

    /// <summary>Ranking, retrieval and texts: how many queries or texts have which value of the headline metric.</summary>
    public IReadOnlyList<ScoreBin> Scores { get; init; } = [];
}

/// <summary>What was true of a row, and what was predicted, in the label's unit.</summary>
public sealed record PredictedPoint(double Actual, double Predicted);

/// <summary>How many queries or texts score from one value to another.</summary>
public sealed record ScoreBin(double From, double To, long Count);

/// <param name="From">Smallest prediction − truth of the bin, in the label's unit.</param>
public sealed record ErrorBin(double From, double To, long Rows);
