namespace Portal.Core.Registry;

/// <summary>The room's enums as they stand in a sentence, and as model files write them.</summary>
public static class RegistryWords
{
    public static string InWords(this ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => "binary classification",
        ModelTask.MulticlassClassification => "multi-class classification",
        ModelTask.Regression => "regression",
        ModelTask.Ranking => "ranking",
        ModelTask.Forecasting => "forecasting",
        ModelTask.Retrieval => "retrieval",
        ModelTask.TextGeneration => "text generation",
        ModelTask.MultilabelClassification => "multi-label classification",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    public static string InWords(this RiskClass risk) => risk switch
    {
        RiskClass.Minimal => "minimal risk",
        RiskClass.Limited => "limited risk",
        RiskClass.High => "high risk",
        _ => throw new ArgumentOutOfRangeException(nameof(risk), risk, null),
    };

    /// <summary>Whether the model gives probabilities of classes that it knows by labels.</summary>
    public static bool HasClasses(this ModelTask task) => task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.MultilabelClassification;

    /// <summary>Whether a threshold makes decisions of the model's probabilities.</summary>
    public static bool HasThreshold(this ModelTask task) => task is ModelTask.BinaryClassification or ModelTask.MultilabelClassification;

    /// <summary>Null when the word of a model file means none of the tasks.</summary>
    public static ModelTask? TaskOf(string word) => word switch
    {
        "binary_classification" => ModelTask.BinaryClassification,
        "multiclass_classification" => ModelTask.MulticlassClassification,
        "regression" => ModelTask.Regression,
        "ranking" => ModelTask.Ranking,
        "forecasting" => ModelTask.Forecasting,
        "retrieval" => ModelTask.Retrieval,
        "text_generation" => ModelTask.TextGeneration,
        "multilabel_classification" => ModelTask.MultilabelClassification,
        _ => null,
    };
}
