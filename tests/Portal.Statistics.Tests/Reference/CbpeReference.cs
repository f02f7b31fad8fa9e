using Portal.Statistics.Performance.Estimation;

namespace Portal.Statistics.Tests.Reference;

internal sealed class CbpeReference : IReferenceFile
{
    public string Name => "cbpe";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        if (given.Kind.Length > 0)
        {
            throw new NotSupportedException($"Nothing is known of {given.Kind}.");
        }

        var scores = given.Column("cur_score").Numbers;
        var calibration = ScoreCalibration.Isotonic(given.Column("ref_score").Numbers, given.Column("ref_y").Flags);
        var estimate = EstimatedPerformance.Measure(calibration, scores, given.Number("threshold"));
        return new Dictionary<string, object?>
        {
            ["calibrated_first20"] = scores.Take(20).Select(calibration.Probability).ToArray(),
            ["expected_tp"] = estimate.TruePositives,
            ["expected_fp"] = estimate.FalsePositives,
            ["expected_fn"] = estimate.FalseNegatives,
            ["expected_tn"] = estimate.TrueNegatives,
            ["est_accuracy"] = estimate.Accuracy?.Value,
            ["est_precision"] = estimate.Precision?.Value,
            ["est_recall"] = estimate.Recall?.Value,
            ["est_f1"] = estimate.F1?.Value,
            ["est_roc_auc"] = estimate.RocAuc?.Value,
            ["est_accuracy_se"] = estimate.Accuracy?.StandardError,
        };
    }
}
