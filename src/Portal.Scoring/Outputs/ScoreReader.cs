using System.Globalization;
using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Outputs;

/// <summary>Takes the numbers that are kept out of what a model gave back.</summary>
internal sealed class ScoreReader(OutputPlan plan, ScoringSpec spec)
{
    private readonly bool _distribution = spec.Output is OutputKind.PositiveProbability or OutputKind.ClassProbabilities;
    private readonly Dictionary<long, int> _places = Places(spec.ClassLabels);
    private readonly int _positive = IndexOf(spec.ClassLabels, spec.PositiveClass);

    /// <summary>Reads the scores of one call and, where <paramref name="checks"/> is given, looks whether they can be believed.</summary>
    /// <param name="outputs">Scores, then labels if the plan has them.</param>
    /// <param name="rows">Rows that were asked for.</param>
    /// <param name="scores">As many numbers a row as the plan keeps.</param>
    /// <param name="checks">Where what is odd is counted.</param>
    /// <exception cref="RefusedException">The output has not the declared form.</exception>
    public void Read(IReadOnlyList<OrtValue> outputs, int rows, Span<double> scores, ScoreChecks? checks)
    {
        if (plan.IsMap)
        {
            ReadMaps(outputs[0], rows, scores, checks);
        }
        else
        {
            ReadTensor(outputs[0], rows, scores, checks);
        }

        if (spec.Transform == ScoreTransform.Sigmoid)
        {
            foreach (ref var score in scores)
            {
                score = 1 / (1 + Math.Exp(-score));
            }
        }

        checks?.Scores(scores, plan.Width);
        if (checks is not null && plan.Label is not null)
        {
            ReadLabels(outputs[1], scores, checks);
        }

        checks?.EndOfRows(rows);
    }

    private void ReadTensor(OrtValue output, int rows, Span<double> scores, ScoreChecks? checks)
    {
        if (!output.IsTensor)
        {
            throw Lie("is no tensor");
        }

        var type = output.GetTensorTypeAndShape();
        var shape = type.Shape;
        if (shape is not { Length: 1 or 2 } || shape[0] != rows
            || (plan.Scores.Shape is [_, { Size: { } declared }] && (shape.Length != 2 || shape[1] != declared)))
        {
            throw Lie($"came out as [{string.Join(", ", shape)}] for {rows} {(rows == 1 ? "row" : "rows")}");
        }

        var width = shape.Length == 1 ? 1 : (int)shape[1];
        var first = plan.FirstColumn(width, spec);
        switch (type.ElementDataType)
        {
            case TensorElementType.Float:
                Take(output.GetTensorDataAsSpan<float>(), width, first, scores, checks);
                break;
            case TensorElementType.Double:
                Take(output.GetTensorDataAsSpan<double>(), width, first, scores, checks);
                break;
            default:
                throw Lie($"holds {type.ElementDataType}");
        }
    }

    private void Take<T>(ReadOnlySpan<T> values, int width, int first, Span<double> scores, ScoreChecks? checks)
        where T : struct, INumberBase<T>
    {
        var rows = scores.Length / plan.Width;
        for (var row = 0; row < rows; row++)
        {
            var source = values.Slice(row * width, width);
            for (var column = 0; column < plan.Width; column++)
            {
                scores[(row * plan.Width) + column] = double.CreateTruncating(source[first + column]);
            }

            if (_distribution && width > 1 && checks is not null)
            {
                checks.Sum(row, Sum(source));
            }
        }
    }

    private void ReadMaps(OrtValue output, int rows, Span<double> scores, ScoreChecks? checks)
    {
        if (output.OnnxType != OnnxValueType.ONNX_TYPE_SEQUENCE || output.GetValueCount() != rows)
        {
            throw Lie($"is no sequence of {rows} maps");
        }

        var found = new double[scores.Length];
        output.ProcessSequence(
            (map, row) => map.ProcessMap(
                (keys, values) =>
                {
                    var probabilities = values.GetTensorDataAsSpan<float>();
                    var labels = LabelTexts(keys);
                    for (var column = 0; column < plan.Width; column++)
                    {
                        var label = spec.Output == OutputKind.PositiveProbability ? spec.PositiveClass : spec.ClassLabels[column];
                        found[(row * plan.Width) + column] = probabilities[Place(labels, label)];
                    }

                    checks?.Sum(row, Sum(probabilities));
                },
                OrtAllocator.DefaultInstance),
            OrtAllocator.DefaultInstance);
        found.CopyTo(scores);
    }

    private static int Place(string[] labels, string label)
    {
        var index = Array.IndexOf(labels, label);
        return index >= 0
            ? index
            : throw new RefusedException("positive-class-unknown", $"The class '{label}' is not among the model's class labels ({string.Join(", ", labels)}).");
    }

    private static double Sum<T>(ReadOnlySpan<T> probabilities)
        where T : struct, INumberBase<T>
    {
        double sum = 0;
        foreach (var probability in probabilities)
        {
            sum += double.CreateTruncating(probability);
        }

        return sum;
    }

    private void ReadLabels(OrtValue output, ReadOnlySpan<double> scores, ScoreChecks checks)
    {
        if (output.GetTensorTypeAndShape().ElementDataType == TensorElementType.Int64)
        {
            ReadNumbers(output.GetTensorDataAsSpan<long>(), scores, checks);
            return;
        }

        var labels = LabelTexts(output);
        for (var row = 0; row < Math.Min(labels.Length, scores.Length / plan.Width); row++)
        {
            // A label in another vocabulary than the declared one (0 and 1 for no and yes) cannot be compared.
            var said = IndexOf(spec.ClassLabels, labels[row]);
            if (said < 0)
            {
                return;
            }

            Check(row, said, scores, checks);
        }
    }

    /// <summary>As for texts: a number is the label that it is written as.</summary>
    private void ReadNumbers(ReadOnlySpan<long> labels, ReadOnlySpan<double> scores, ScoreChecks checks)
    {
        for (var row = 0; row < Math.Min(labels.Length, scores.Length / plan.Width); row++)
        {
            if (!_places.TryGetValue(labels[row], out var said))
            {
                return;
            }

            Check(row, said, scores, checks);
        }
    }

    private void Check(int row, int said, ReadOnlySpan<double> scores, ScoreChecks checks)
    {
        if (spec.Output == OutputKind.PositiveProbability)
        {
            checks.Label(row, said == _positive, scores[row], spec.Threshold);
        }
        else
        {
            checks.Label(row, said, scores.Slice(row * plan.Width, plan.Width));
        }
    }

    private static Dictionary<long, int> Places(IReadOnlyList<string> labels)
    {
        var places = new Dictionary<long, int>();
        for (var i = 0; i < labels.Count; i++)
        {
            if (long.TryParse(labels[i], CultureInfo.InvariantCulture, out var number) && labels[i] == number.ToString(CultureInfo.InvariantCulture))
            {
                places[number] = i;
            }
        }

        return places;
    }

    private static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (string.Equals(labels[i], label, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

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
