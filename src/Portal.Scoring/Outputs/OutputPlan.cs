using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Which output holds the scores, in which form, and which holds the model's own label.</summary>
/// <param name="Scores">The output with the scores.</param>
/// <param name="Label">The output with the model's own label, if there is one.</param>
/// <param name="IsMap">Whether each row is a map from class label to probability (ZipMap).</param>
/// <param name="Width">Numbers a row that are kept.</param>
internal sealed record OutputPlan(ModelValue Scores, ModelValue? Label, bool IsMap, int Width)
{
    /// <summary>Wider rows are no embeddings but whole images or texts.</summary>
    private const int WidestEmbedding = 16_384;

    private static readonly string[] s_probabilities = ["probabilities", "output_probability", "probability", "scores", "score"];
    private static readonly string[] s_values = ["prediction", "predictions", "variable", "score", "scores"];
    private static readonly string[] s_quantiles = ["quantiles", "prediction", "predictions"];
    private static readonly string[] s_embeddings = ["embedding", "embeddings", "sentence_embedding"];

    public string[] Names => Label is null ? [Scores.Name] : [Scores.Name, Label.Name];

    /// <summary>Makes the plan.</summary>
    /// <exception cref="RefusedException">The outputs hold no scores, or it cannot be told which are the scores.</exception>
    public static OutputPlan Make(ModelSignature signature, ScoringSpec spec)
    {
        var (what, names) = Sought(spec.Output);
        var outputs = signature.Outputs;
        var mayBeMap = spec.Output is OutputKind.PositiveProbability or OutputKind.ClassProbabilities;
        var candidates = outputs.Where(output => (mayBeMap && output.Kind == "sequence(map)") || output is { Kind: "tensor", ElementType: "float" or "double" }).ToArray();
        var scores = candidates switch
        {
            [var only] => only,
            [] => throw new RefusedException("no-scores", $"The model gives no {what}: its outputs are {List(outputs)}."),
            _ => candidates.FirstOrDefault(output => names.Contains(output.Name, StringComparer.OrdinalIgnoreCase))
                ?? throw new RefusedException("scores-ambiguous", $"It cannot be told which output holds the {what}: {List(candidates)}. Name one of them `{names[0]}`."),
        };

        var labels = mayBeMap ? outputs.Where(output => output is { Kind: "tensor", ElementType: "int64" or "string" }).ToArray() : [];
        var plan = new OutputPlan(scores, labels is [var label] ? label : null, scores.Kind != "tensor", WidthOf(scores, spec));
        plan.CheckClasses(spec);
        return plan;
    }

    private static (string What, string[] Names) Sought(OutputKind kind) => kind switch
    {
        OutputKind.PositiveProbability or OutputKind.ClassProbabilities or OutputKind.LabelProbabilities => ("probabilities", s_probabilities),
        OutputKind.Value => ("predictions", s_values),
        OutputKind.Quantiles => ("quantiles", s_quantiles),
        OutputKind.Embedding => ("embeddings", s_embeddings),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static int WidthOf(ModelValue scores, ScoringSpec spec) => spec.Output switch
    {
        OutputKind.ClassProbabilities or OutputKind.LabelProbabilities => spec.ClassLabels.Count > 0
            ? spec.ClassLabels.Count
            : throw new RefusedException("class-labels-missing", "The model does not say which classes its probabilities are for. Declare the class labels of this version, in their order."),
        OutputKind.Quantiles => spec.Quantiles.Count > 0
            ? spec.Quantiles.Count
            : throw new RefusedException("quantiles-missing", "The model does not say which quantiles it predicts. Declare them for this version, in their order."),
        OutputKind.Embedding => scores.Shape is [_, { Size: { } size }] && size <= WidestEmbedding
            ? (int)size
            : throw new RefusedException("embedding-width", $"The output `{scores}` does not say how long its vectors are; [N, D] with a fixed D of at most {WidestEmbedding} is expected."),
        _ => 1,
    };

    private void CheckClasses(ScoringSpec spec)
    {
        if (Scores.Shape is { Count: 0 or > 2 })
        {
            throw new RefusedException("output-rank", $"The output `{Scores}` has rank {Scores.Shape.Count}; [N] or [N, columns] is expected.");
        }

        if (Scores.Shape is [_, { Size: { } width }])
        {
            CheckWidth(width, spec);
        }

        if (spec.Output == OutputKind.PositiveProbability && spec.ClassLabels.Count > 0 && !spec.ClassLabels.Contains(spec.PositiveClass, StringComparer.Ordinal))
        {
            throw new RefusedException("positive-class-unknown", $"The positive class '{spec.PositiveClass}' is not among the model's class labels ({string.Join(", ", spec.ClassLabels)}).");
        }
    }

    /// <summary>The first column that is kept, for an output of that many columns.</summary>
    /// <exception cref="RefusedException">The output has not as many columns as there must be.</exception>
    public int FirstColumn(long width, ScoringSpec spec)
    {
        CheckWidth(width, spec);
        return spec.Output == OutputKind.PositiveProbability && width == 2 ? spec.ClassLabels.ToList().IndexOf(spec.PositiveClass) : 0;
    }

    private void CheckWidth(long width, ScoringSpec spec)
    {
        if (spec.Output != OutputKind.PositiveProbability)
        {
            if (width != Width)
            {
                throw new RefusedException("output-width", $"The output `{Scores.Name}` has {width} columns; this version declares {Width}{(spec.ClassLabels.Count > 0 ? $" classes ({string.Join(", ", spec.ClassLabels)})" : "")}.");
            }

            return;
        }

        if (width is not (1 or 2))
        {
            throw new RefusedException("not-binary", $"The output `{Scores.Name}` has {width} columns; a binary classifier has one or two.");
        }

        if (width == 2 && spec.ClassLabels.Count != 2)
        {
            throw new RefusedException(
                "class-labels-missing",
                spec.ClassLabels.Count == 0
                    ? $"The model gives two probabilities (`{Scores.Name}`) and does not say for which classes. Declare the class labels of this version, in their order."
                    : $"The model gives two probabilities, its declaration names {spec.ClassLabels.Count} class labels.");
        }
    }

    private static string List(IEnumerable<ModelValue> outputs) => string.Join(", ", outputs.Select(output => $"`{output}`"));
}
