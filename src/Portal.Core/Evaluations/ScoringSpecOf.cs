using Portal.Core.Registry;
using Portal.Scoring.Contract;
using ContractStyle = Portal.Scoring.Contract.InputStyle;

namespace Portal.Core.Evaluations;

/// <summary>Writes a version's scoring rules in the words of the scoring process, which knows the model's own class labels only.</summary>
internal static class ScoringSpecOf
{
    public static ScoringSpec Version(ScoringRules rules, string modelPath, string tablePath, long rows, EvaluationOptions options) => new()
    {
        ModelPath = modelPath,
        TablePath = tablePath,
        InputStyle = rules.InputStyle == Registry.InputStyle.Columns ? ContractStyle.Columns : ContractStyle.Matrix,
        FeatureOrder = rules.InputStyle == Registry.InputStyle.Matrix ? rules.FeatureOrder : [],
        FeatureEncoding = rules.FeatureEncoding,
        ClassLabels = rules.ModelLabels,
        PositiveClass = rules.ModelLabelOf(rules.PositiveClass),
        FavourableClass = rules.ModelLabelOf(rules.FavourableClass),
        Threshold = rules.DecisionThreshold,
        Transform = rules.Scale == ScoreScale.LogOdds ? ScoreTransform.Sigmoid : ScoreTransform.None,
        RowsExpected = rows,
        RowLimit = options.RowLimit,
        Limits = new ScoringLimits { MemoryBytes = options.MemoryBytes, WallSeconds = options.WallSeconds, CpuSeconds = options.CpuSeconds },
    };
}
