using Portal.Statistics.Counters;
using Portal.Statistics.Performance;

namespace Portal.Statistics.Tests.Reference;

internal sealed class PerformanceReference : IReferenceFile
{
    public string Name => "performance";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        if (given.Has("y_pred"))
        {
            var counters = new RegressionCounters();
            counters.Add(given.Column("y_pred").Numbers, given.Column("y_true").Numbers);
            return Regression(RegressionReport.Measure(counters));
        }

        Outcome[] outcomes = [.. given.Column("y_true").Flags.Select(positive => positive ? Outcome.Positive : Outcome.Negative)];
        return Classification(PerformanceReport.Measure(given.Column("score").Numbers, outcomes, given.Number("threshold")));
    }

    private static Dictionary<string, object?> Classification(PerformanceReport report) => new()
    {
        ["tp"] = report.Confusion.TruePositives,
        ["fp"] = report.Confusion.FalsePositives,
        ["fn"] = report.Confusion.FalseNegatives,
        ["tn"] = report.Confusion.TrueNegatives,
        ["accuracy"] = report.Accuracy,
        ["precision"] = report.Precision,
        ["recall"] = report.Recall,
        ["specificity"] = report.Specificity,
        ["f1"] = report.F1,
        ["mcc"] = report.MatthewsCorrelation,
        ["balanced_accuracy"] = report.BalancedAccuracy,
        ["roc_auc"] = report.RocAuc,
        ["roc_auc_var_delong"] = report.RocAucVariance,
        ["average_precision"] = report.AveragePrecision,
        ["brier"] = report.Brier,
        ["log_loss"] = report.LogLoss,
        ["ece_10_equal_width"] = report.CalibrationError,
        ["accuracy_ci95_low"] = report.AccuracyInterval?.Lower,
        ["accuracy_ci95_high"] = report.AccuracyInterval?.Upper,
    };

    private static Dictionary<string, object?> Regression(RegressionReport report) => new()
    {
        ["mae"] = report.MeanAbsoluteError,
        ["rmse"] = report.RootMeanSquaredError,
        ["bias"] = report.Bias,
        ["r2"] = report.R2,
        ["mape"] = report.MeanAbsolutePercentageError,
        ["smape"] = report.SymmetricPercentageError,
    };
}
