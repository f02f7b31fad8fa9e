using Portal.Core.Registry;

namespace Portal.Core.Evaluations;

/// <summary>The metrics by the names they have in evidence, gates and the API. The averaging over classes is part of the name.</summary>
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

    public const string PrecisionMacro = "precision_macro";
    public const string RecallMacro = "recall_macro";
    public const string F1Macro = "f1_macro";
    public const string F1Weighted = "f1_weighted";
    public const string RocAucMacro = "roc_auc_ovr_macro";
    public const string PrAucMacro = "pr_auc_ovr_macro";
    public const string BrierSum = "brier_sum";
    public const string EceTopLabel = "ece_top_label";

    public const string Rmse = "rmse";
    public const string Mae = "mae";
    public const string R2 = "r2";
    public const string MedianAbsoluteError = "median_absolute_error";
    public const string Mape = "mape";
    public const string MeanError = "mean_error";
    public const string ExplainedVariance = "explained_variance";
    public const string MaximumError = "max_error";

    public const string NdcgAt10 = "ndcg_at_10";
    public const string Map = "map";
    public const string Mrr = "mrr";
    public const string RecallAt10 = "recall_at_10";
    public const string PrecisionAt10 = "precision_at_10";

    public const string MeanPinball = "mean_pinball";
    public const string PinballSkill = "pinball_skill";
    public const string CoverageError = "coverage_error";
    public const string IntervalWidth = "interval_width";
    public const string MaeOfMedian = "mae_of_median";

    public const string SubsetAccuracy = "subset_accuracy";
    public const string HammingLoss = "hamming_loss";
    public const string PrecisionMicro = "precision_micro";
    public const string RecallMicro = "recall_micro";
    public const string F1Micro = "f1_micro";
    public const string F1Samples = "f1_samples";
    public const string RocAucLabelMicro = "roc_auc_micro";
    public const string RocAucLabelMacro = "roc_auc_macro";
    public const string PrAucLabelMacro = "pr_auc_macro";

    public const string RecallAt1 = "recall_at_1";
    public const string RecallAt5 = "recall_at_5";
    public const string MrrAt10 = "mrr_at_10";

    public const string ExactMatch = "exact_match";
    public const string TokenF1 = "token_f1";
    public const string RougeL = "rouge_l";
    public const string Bleu = "bleu";
    public const string ChrF = "chrf";

    private static readonly string[] s_binary = [Accuracy, BalancedAccuracy, Precision, Recall, F1, RocAuc, PrAuc, LogLoss, Brier, Ece];

    private static readonly string[] s_multiclass =
        [Accuracy, BalancedAccuracy, PrecisionMacro, RecallMacro, F1Macro, F1Weighted, RocAucMacro, PrAucMacro, LogLoss, BrierSum, EceTopLabel];

    private static readonly string[] s_regression = [Rmse, Mae, R2, MedianAbsoluteError, Mape, MeanError, ExplainedVariance, MaximumError];

    private static readonly string[] s_ranking = [NdcgAt10, Map, Mrr, RecallAt10, PrecisionAt10];

    private static readonly string[] s_forecasting = [MeanPinball, PinballSkill, CoverageError, IntervalWidth, MaeOfMedian];

    private static readonly string[] s_multilabel =
    [
        F1Macro, F1Micro, F1Weighted, F1Samples, SubsetAccuracy, HammingLoss, PrecisionMicro, RecallMicro, PrecisionMacro, RecallMacro, RocAucLabelMacro, RocAucLabelMicro,
        PrAucLabelMacro,
    ];

    private static readonly string[] s_retrieval = [RecallAt1, RecallAt5, RecallAt10, MrrAt10];

    private static readonly string[] s_text = [ExactMatch, TokenF1, RougeL, Bleu, ChrF];

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ModelTask>().SelectMany(Of).Distinct(StringComparer.Ordinal)];

    /// <summary>Those that can have a limit. The mean error is right near 0, from both sides.</summary>
    public static IReadOnlyList<string> Asked { get; } = [.. All.Where(metric => metric != MeanError)];

    /// <summary>The metrics that a task has, the most telling first among equals.</summary>
    public static IReadOnlyList<string> Of(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => s_binary,
        ModelTask.MulticlassClassification => s_multiclass,
        ModelTask.Regression => s_regression,
        ModelTask.Ranking => s_ranking,
        ModelTask.Forecasting => s_forecasting,
        ModelTask.TextGeneration => s_text,
        ModelTask.Retrieval => s_retrieval,
        ModelTask.MultilabelClassification => s_multilabel,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>The one by which versions of a task are told apart at a glance.</summary>
    public static string HeadlineOf(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => RocAuc,
        ModelTask.MulticlassClassification => F1Macro,
        ModelTask.Regression => Rmse,
        ModelTask.Ranking => NdcgAt10,
        ModelTask.Forecasting => MeanPinball,
        ModelTask.TextGeneration => RougeL,
        ModelTask.Retrieval => RecallAt10,
        ModelTask.MultilabelClassification => F1Macro,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>True for metrics of which more is better, false for errors.</summary>
    public static bool HigherIsBetter(string metric) =>
        metric is not (LogLoss or Brier or Ece or BrierSum or EceTopLabel or Rmse or Mae or MedianAbsoluteError or Mape or MeanError or MaximumError
            or HammingLoss or MeanPinball or CoverageError or IntervalWidth or MaeOfMedian);

    /// <summary>True for metrics that are in the label's own unit, so that no limit of one model means anything for another.</summary>
    public static bool InUnitOfLabel(string metric) => metric is Rmse or Mae or MedianAbsoluteError or MeanError or MaximumError or MeanPinball or IntervalWidth or MaeOfMedian;

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
        PrecisionMacro => "Precision, macro",
        RecallMacro => "Recall, macro",
        F1Macro => "F1, macro",
        F1Weighted => "F1, weighted",
        RocAucMacro => "ROC-AUC, one-vs-rest macro",
        PrAucMacro => "PR-AUC, one-vs-rest macro",
        BrierSum => "Brier score, summed over classes",
        EceTopLabel => "Calibration error of the top class (ECE)",
        Rmse => "Root mean squared error",
        Mae => "Mean absolute error",
        R2 => "R²",
        MedianAbsoluteError => "Median absolute error",
        Mape => "Mean absolute percentage error",
        MeanError => "Mean error (prediction − truth)",
        ExplainedVariance => "Explained variance",
        MaximumError => "Largest error",
        NdcgAt10 => "NDCG of the first 10",
        Map => "Mean average precision (MAP)",
        Mrr => "Mean reciprocal rank (MRR)",
        RecallAt10 => "Recall of the first 10",
        PrecisionAt10 => "Precision of the first 10",
        MeanPinball => "Mean pinball loss",
        PinballSkill => "Pinball loss saved against constant quantiles",
        CoverageError => "Coverage error of the central intervals",
        IntervalWidth => "Mean width of the widest interval",
        MaeOfMedian => "Mean absolute error of the median",
        SubsetAccuracy => "Rows with all labels right",
        HammingLoss => "Share of wrong labels (Hamming loss)",
        PrecisionMicro => "Precision, micro",
        RecallMicro => "Recall, micro",
        F1Micro => "F1, micro",
        F1Samples => "F1, mean over rows",
        RocAucLabelMicro => "ROC-AUC, micro",
        RocAucLabelMacro => "ROC-AUC, macro over labels",
        PrAucLabelMacro => "PR-AUC, macro over labels",
        RecallAt1 => "Recall of the first 1",
        RecallAt5 => "Recall of the first 5",
        MrrAt10 => "Mean reciprocal rank among the first 10",
        ExactMatch => "Exact match",
        TokenF1 => "F1 of words",
        RougeL => "ROUGE-L (F1)",
        Bleu => "BLEU, 0 to 100",
        ChrF => "chrF, 0 to 100",
        _ => metric,
    };
}
