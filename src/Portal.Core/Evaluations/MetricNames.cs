namespace Portal.Core.Evaluations;

/// <summary>The metrics by the names they have in evidence, gates and the API.</summary>
public static class MetricNames
{
    public const string Accuracy = "accuracy";
    public const string BalancedAccuracy = "balanced_accuracy";
    public const string Precision = "precision";
    public const string Recall = "recall";
    public const string F1 = "f1";
    public const string RocAuc = "roc_auc";
    public const string PrAuc = "pr_auc";
    public const string LogLoss = "log_loss";
    public const string Brier = "brier";
    public const string Ece = "ece";

    public static IReadOnlyList<string> All { get; } = [Accuracy, BalancedAccuracy, Precision, Recall, F1, RocAuc, PrAuc, LogLoss, Brier, Ece];

    /// <summary>True for metrics of which more is better, false for errors.</summary>
    public static bool HigherIsBetter(string metric) => metric is not (LogLoss or Brier or Ece);

    public static string InWords(string metric) => metric switch
    {
        Accuracy => "Accuracy",
        BalancedAccuracy => "Balanced accuracy",
        Precision => "Precision",
        Recall => "Recall",
        F1 => "F1",
        RocAuc => "ROC-AUC",
        PrAuc => "PR-AUC",
        LogLoss => "Log-loss",
        Brier => "Brier score",
        Ece => "Calibration error (ECE)",
        _ => metric,
    };
}
