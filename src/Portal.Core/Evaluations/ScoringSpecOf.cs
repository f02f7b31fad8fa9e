using Portal.Core.Registry;
using Portal.Scoring.Contract;
using ContractStyle = Portal.Scoring.Contract.InputStyle;

namespace Portal.Core.Evaluations;

/// <summary>Writes a version's scoring rules in the words of the scoring process, which knows the model's own class labels only.</summary>
internal static class ScoringSpecOf
{
    public static ScoringSpec Version(ModelTask task, ScoringRules rules, string modelPath, string tablePath, long rows, DeviceWish device, EvaluationOptions options) => new()
    {
        ModelPath = modelPath,
        TablePath = tablePath,
        InputStyle = rules.InputStyle == Registry.InputStyle.Columns ? ContractStyle.Columns : ContractStyle.Matrix,
        FeatureOrder = rules.InputStyle == Registry.InputStyle.Matrix ? rules.FeatureOrder : [],
        FeatureEncoding = rules.FeatureEncoding,
        Output = OutputOf(task),
        Quantiles = rules.Quantiles ?? [],
        ClassLabels = rules.ModelLabels,
        PositiveClass = task == ModelTask.BinaryClassification ? rules.ModelLabelOf(rules.PositiveClass) : "",
        Threshold = rules.DecisionThreshold,
        Transform = rules.Scale == ScoreScale.LogOdds ? ScoreTransform.Sigmoid : ScoreTransform.None,
        RowsExpected = rows,
        Device = device,
        RowLimit = options.RowLimit,
        SpeedMilliseconds = options.SpeedMilliseconds,
        Limits = new ScoringLimits { MemoryBytes = options.MemoryBytes, WallSeconds = options.WallSeconds, CpuSeconds = options.CpuSeconds },
    };

    public static OutputKind OutputOf(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => OutputKind.PositiveProbability,
        ModelTask.MulticlassClassification => OutputKind.ClassProbabilities,
        ModelTask.Regression or ModelTask.Ranking => OutputKind.Value,
        ModelTask.MultilabelClassification => OutputKind.LabelProbabilities,
        ModelTask.Retrieval => OutputKind.Embedding,
        ModelTask.Forecasting => OutputKind.Quantiles,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };
}
