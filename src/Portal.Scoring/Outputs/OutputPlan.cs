using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Which output holds the scores, in which form, and which holds the model's own label.</summary>
/// <param name="Scores">The output with the scores.</param>
/// <param name="Label">The output with the model's own label, if there is one.</param>
/// <param name="IsMap">Whether each row is a map from class label to probability (ZipMap).</param>
internal sealed record OutputPlan(ModelValue Scores, ModelValue? Label, bool IsMap)
{
    private static readonly string[] s_usualNames = ["probabilities", "output_probability", "probability", "scores", "score"];

    public string[] Names => Label is null ? [Scores.Name] : [Scores.Name, Label.Name];

    /// <summary>Makes the plan.</summary>
    /// <exception cref="RefusedException">The outputs hold no scores, or it cannot be told which are the scores.</exception>
    public static OutputPlan Make(ModelSignature signature, ScoringSpec spec)
    {
        var outputs = signature.Outputs;
        var candidates = outputs.Where(output => output.Kind == "sequence(map)" || output is { Kind: "tensor", ElementType: "float" or "double" }).ToArray();
        var scores = candidates switch
        {
            [var only] => only,
            [] => throw new RefusedException("no-scores", $"The model gives no probabilities: its outputs are {List(outputs)}."),
            _ => candidates.FirstOrDefault(output => s_usualNames.Contains(output.Name, StringComparer.OrdinalIgnoreCase))
                ?? throw new RefusedException("scores-ambiguous", $"It cannot be told which output holds the probabilities: {List(candidates)}. Name one of them `probabilities`."),
        };

        var labels = outputs.Where(output => output is { Kind: "tensor", ElementType: "int64" or "string" }).ToArray();
        var plan = new OutputPlan(scores, labels is [var label] ? label : null, scores.Kind != "tensor");
        plan.CheckClasses(spec);
        return plan;
    }

    private void CheckClasses(ScoringSpec spec)
    {
        if (Scores.Shape is { Count: 0 or > 2 })
        {
            throw new RefusedException("output-rank", $"The output `{Scores}` has rank {Scores.Shape.Count}; [N], [N, 1] or [N, 2] is expected.");
        }

        if (Scores.Shape is [_, { Size: { } width }])
        {
            CheckWidth(width, spec);
        }

        if (spec.ClassLabels.Count > 0 && !spec.ClassLabels.Contains(spec.PositiveClass, StringComparer.Ordinal))
        {
            throw new RefusedException("positive-class-unknown", $"The positive class '{spec.PositiveClass}' is not among the model's class labels ({string.Join(", ", spec.ClassLabels)}).");
        }
    }

    /// <summary>The column that holds the positive class, for probabilities of that many columns.</summary>
    public int PositiveColumn(long width, ScoringSpec spec)
    {
        CheckWidth(width, spec);
        return width == 1 ? 0 : spec.ClassLabels.ToList().IndexOf(spec.PositiveClass);
    }

    private void CheckWidth(long width, ScoringSpec spec)
    {
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
