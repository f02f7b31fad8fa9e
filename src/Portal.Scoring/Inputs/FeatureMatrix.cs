using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>One column of the feature matrix: where it is in the table, and its numbers where it holds categories.</summary>
internal sealed record Feature(int Column, Dictionary<byte[], double>? Encoding, UnseenCategories Unseen);

/// <summary>One tensor that holds all features, in the declared order.</summary>
internal sealed class FeatureMatrix<T>(ModelValue input, IReadOnlyList<Feature> features, int rows, Func<double, T> convert) : InputTensor(input)
    where T : unmanaged
{
    private readonly T[] _values = new T[rows * features.Count];

    public override void Take(int row, CsvReader table)
    {
        for (var i = 0; i < features.Count; i++)
        {
            _values[row * features.Count + i] = convert(Value(features[i], table));
        }
    }

    public override OrtValue View(int start, int rows) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance,
        _values.AsMemory(start * features.Count, rows * features.Count),
        [rows, features.Count]);

    private static double Value(Feature feature, CsvReader table)
    {
        var field = table[feature.Column];
        if (feature.Encoding is null)
        {
            return FieldNumber.TryRead(field, out var number) ? number : throw Unreadable(table, feature.Column, "a number");
        }

        if (feature.Encoding.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(field, out var code))
        {
            return code;
        }

        // The encoding has no number for it, and 0 would be another category's: "missing" is what is true.
        feature.Unseen.Add(field);
        return double.NaN;
    }
}
