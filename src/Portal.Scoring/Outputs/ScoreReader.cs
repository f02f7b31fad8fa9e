using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Takes the probability of the positive class out of what a model gave back.</summary>
internal sealed class ScoreReader(OutputPlan plan, ScoringSpec spec)
{
    private readonly long[] _numbers = [.. spec.ClassLabels.Select(Number).OfType<long>()];
    private readonly long? _positive = Number(spec.PositiveClass);

    /// <summary>Reads the scores of one call and, where <paramref name="checks"/> is given, looks whether they can be believed.</summary>
    /// <param name="outputs">Scores, then labels if the plan has them.</param>
    /// <param name="scores">One a row that was asked for.</param>
    /// <param name="checks">Where what is odd is counted.</param>
    /// <exception cref="RefusedException">The output has not the declared form.</exception>
    public void Read(IReadOnlyList<OrtValue> outputs, Span<double> scores, ScoreChecks? checks)
    {
        if (plan.IsMap)
        {
            ReadMaps(outputs[0], scores, checks);
        }
        else
        {
            ReadTensor(outputs[0], scores, checks);
        }

        if (spec.Transform == ScoreTransform.Sigmoid)
        {
            foreach (ref var score in scores)
            {
                score = 1 / (1 + Math.Exp(-score));
            }
        }

        checks?.Scores(scores);
        if (checks is not null && plan.Label is not null)
        {
            ReadLabels(outputs[1], scores, checks);
        }

        checks?.EndOfRows(scores.Length);
    }

    private void ReadTensor(OrtValue output, Span<double> scores, ScoreChecks? checks)
    {
        if (!output.IsTensor)
        {
            throw Lie("is no tensor");
        }

        var type = output.GetTensorTypeAndShape();
        var shape = type.Shape;
        if (shape is not { Length: 1 or 2 } || shape[0] != scores.Length
            || (plan.Scores.Shape is [_, { Size: { } declared }] && (shape.Length != 2 || shape[1] != declared)))
        {
            throw Lie($"came out as [{string.Join(", ", shape)}] for {scores.Length} {(scores.Length == 1 ? "row" : "rows")}");
        }

        var width = shape.Length == 1 ? 1 : (int)shape[1];
        var positive = plan.PositiveColumn(width, spec);
        if (type.ElementDataType == TensorElementType.Float)
        {
            var values = output.GetTensorDataAsSpan<float>();
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] = values[row * width + positive];
                if (width == 2)
                {
                    checks?.Sum(row, (double)values[row * 2] + values[row * 2 + 1]);
                }
            }
        }
        else if (type.ElementDataType == TensorElementType.Double)
        {
            var values = output.GetTensorDataAsSpan<double>();
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] = values[row * width + positive];
                if (width == 2)
                {
                    checks?.Sum(row, values[row * 2] + values[row * 2 + 1]);
                }
            }
        }
        else
        {
            throw Lie($"holds {type.ElementDataType}");
        }
    }

    private void ReadMaps(OrtValue output, Span<double> scores, ScoreChecks? checks)
    {
        if (output.OnnxType != OnnxValueType.ONNX_TYPE_SEQUENCE || output.GetValueCount() != scores.Length)
        {
            throw Lie($"is no sequence of {scores.Length} maps");
        }

        var found = new double[scores.Length];
        output.ProcessSequence(
            (map, row) => map.ProcessMap(
                (keys, values) =>
                {
                    var probabilities = values.GetTensorDataAsSpan<float>();
                    found[row] = probabilities[Key(keys)];
                    double sum = 0;
                    foreach (var probability in probabilities)
                    {
                        sum += probability;
                    }

                    checks?.Sum(row, sum);
                },
                OrtAllocator.DefaultInstance),
            OrtAllocator.DefaultInstance);
        found.CopyTo(scores);
    }

    private int Key(OrtValue keys)
    {
        var labels = LabelTexts(keys);
        var index = Array.IndexOf(labels, spec.PositiveClass);
        return index >= 0
            ? index
            : throw new RefusedException("positive-class-unknown", $"The positive class '{spec.PositiveClass}' is not among the model's class labels ({string.Join(", ", labels)}).");
    }

    private void ReadLabels(OrtValue output, ReadOnlySpan<double> scores, ScoreChecks checks)
    {
        if (output.GetTensorTypeAndShape().ElementDataType == TensorElementType.Int64)
        {
            ReadNumbers(output.GetTensorDataAsSpan<long>(), scores, checks);
            return;
        }

        var labels = LabelTexts(output);
        for (var row = 0; row < Math.Min(labels.Length, scores.Length); row++)
        {
            // A label in another vocabulary than the declared one (0 and 1 for no and yes) cannot be compared.
            if (!spec.ClassLabels.Contains(labels[row], StringComparer.Ordinal))
            {
                return;
            }

            checks.Label(row, string.Equals(labels[row], spec.PositiveClass, StringComparison.Ordinal), scores[row], spec.Threshold);
        }
    }

    /// <summary>As for texts: a number is the label that it is written as.</summary>
    private void ReadNumbers(ReadOnlySpan<long> labels, ReadOnlySpan<double> scores, ScoreChecks checks)
    {
        for (var row = 0; row < Math.Min(labels.Length, scores.Length); row++)
        {
            if (!_numbers.Contains(labels[row]))
            {
                return;
            }

            checks.Label(row, labels[row] == _positive, scores[row], spec.Threshold);
        }
    }

    private static long? Number(string label) =>
        long.TryParse(label, CultureInfo.InvariantCulture, out var number) && label == number.ToString(CultureInfo.InvariantCulture) ? number : null;

    private static string[] LabelTexts(OrtValue values)
    {
        if (values.GetTensorTypeAndShape().ElementDataType == TensorElementType.String)
        {
            return values.GetStringTensorAsArray();
        }

        var numbers = values.GetTensorDataAsSpan<long>();
        var texts = new string[numbers.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            // Labels are few and small: these come from the runtime's cache of short numbers.
            texts[i] = numbers[i].ToString(CultureInfo.InvariantCulture);
        }

        return texts;
    }

    private RefusedException Lie(string truth) =>
        new("output-differs", $"The output is declared as `{plan.Scores}`, but it {truth}.");
}
