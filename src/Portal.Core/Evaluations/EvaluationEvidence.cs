using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations;

/// <summary>
/// Everything that made an evaluation, and what came of it. Written as canonical JSON, whose digest is the evidence's name. It holds
/// no instant, duration or row id: the same files, rules, code and machine give the same bytes again.
/// </summary>
/// <param name="Format">Version of this form.</param>
/// <param name="Randomness">What was drawn at random, with its seed. Nothing is: scores are computed once, metrics from all rows.</param>
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
    public const string CurrentFormat = "portal.evaluation.v1";
}

public sealed record EvidenceVersion(string Model, int Number, string Sha256);

public sealed record EvidenceDataset(string Name, int Number, string Sha256);

/// <param name="Code">Version of the portal's scoring and statistics.</param>
/// <param name="Runtime">Version of ONNX Runtime.</param>
public sealed record EvidenceMachine(string Code, string Runtime, ScoringDevice Device);

/// <summary>What charts show; thinned, so metrics never come from here.</summary>
public sealed record EvaluationCurves(
    IReadOnlyList<CurvePoint> Roc,
    IReadOnlyList<CurvePoint> PrecisionRecall,
    IReadOnlyList<CalibrationBin> Calibration);
