using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Web.Evaluations;

/// <summary>One of a task's key figures.</summary>
/// <param name="Label">Null for the metric's own words.</param>
/// <param name="Share">Shown in percent.</param>
public sealed record TileFigure(string Metric, string? Label = null, bool Share = false);

/// <summary>Which metrics of a task stand where on pages.</summary>
public static class TaskFigures
{
    /// <summary>Whether two versions can be held against each other row by row.</summary>
    public static bool AreComparedByRow(ModelTask task) => task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.Regression;

    /// <summary>The tasks whose key figures need nothing beside them.</summary>
    public static IReadOnlyList<TileFigure> Tiles(ModelTask task) => task switch
    {
        ModelTask.Ranking =>
        [
            new(MetricNames.NdcgAt10, "NDCG@10"), new(MetricNames.Map, "MAP"), new(MetricNames.Mrr, "MRR"), new(MetricNames.RecallAt10, "Recall@10", Share: true),
            new(MetricNames.PrecisionAt10, "Precision@10", Share: true),
        ],
        ModelTask.Forecasting =>
        [
            new(MetricNames.MeanPinball), new(MetricNames.PinballSkill, "Loss saved", Share: true), new(MetricNames.CoverageError, "Coverage error", Share: true),
            new(MetricNames.IntervalWidth, "Width of the widest interval"), new(MetricNames.MaeOfMedian, "MAE of the median"),
        ],
        ModelTask.MultilabelClassification =>
        [
            new(MetricNames.F1Macro), new(MetricNames.F1Micro), new(MetricNames.SubsetAccuracy, "All labels right", Share: true), new(MetricNames.HammingLoss, "Wrong labels", Share: true),
            new(MetricNames.RocAucLabelMacro, "ROC-AUC, macro"),
        ],
        ModelTask.Retrieval =>
        [
            new(MetricNames.RecallAt10, "Recall@10", Share: true), new(MetricNames.RecallAt5, "Recall@5", Share: true), new(MetricNames.RecallAt1, "Recall@1", Share: true),
            new(MetricNames.MrrAt10, "MRR@10"),
        ],
        ModelTask.TextGeneration =>
        [
            new(MetricNames.RougeL, "ROUGE-L"), new(MetricNames.TokenF1), new(MetricNames.ExactMatch, Share: true), new(MetricNames.Bleu, "BLEU"), new(MetricNames.ChrF, "chrF"),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>What a table of groups has room for.</summary>
    public static IReadOnlyList<string> OfGroups(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => [MetricNames.RocAuc, MetricNames.LogLoss, MetricNames.Accuracy, MetricNames.Recall, MetricNames.Ece],
        ModelTask.MulticlassClassification => [MetricNames.F1Macro, MetricNames.Accuracy, MetricNames.LogLoss],
        ModelTask.Regression => [MetricNames.Rmse, MetricNames.Mae, MetricNames.MeanError, MetricNames.R2],
        _ => [.. Tiles(task).Take(3).Select(tile => tile.Metric)],
    };

    /// <summary>What deciders see beside the version that is live.</summary>
    public static IReadOnlyList<string> Compared(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => [MetricNames.Accuracy, MetricNames.Recall, MetricNames.Precision, MetricNames.RocAuc, MetricNames.LogLoss, MetricNames.Ece],
        ModelTask.MulticlassClassification => [MetricNames.F1Macro, MetricNames.Accuracy, MetricNames.RocAucMacro, MetricNames.LogLoss, MetricNames.EceTopLabel],
        ModelTask.Regression => [MetricNames.Rmse, MetricNames.Mae, MetricNames.R2, MetricNames.MeanError, MetricNames.Mape],
        _ => [.. Tiles(task).Select(tile => tile.Metric)],
    };
}
