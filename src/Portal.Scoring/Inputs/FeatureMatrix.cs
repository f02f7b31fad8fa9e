using System.Numerics;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>One column of the feature matrix: where it is in the table, and its numbers where it holds categories.</summary>
internal sealed record Feature(int Column, Dictionary<byte[], double>? Encoding, UnseenCategories Unseen);

/// <summary>One tensor that holds all features, in the declared order.</summary>
internal sealed class FeatureMatrix<T>(ModelValue input, IReadOnlyList<Feature> features, int rows) : NumberTensor<T>(input, rows, features.Count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RecentFields<Category>[] _recent = [.. features.Select(_ => new RecentFields<Category>())];

    public override int Take(int row, int count, CsvReader table)
    {
        var unusable = None;
        for (var i = 0; i < features.Count; i++)
        {
            var fields = table.Column(features[i].Column);
            var values = Values.AsSpan(row * features.Count + i, (count - 1) * features.Count + 1);
            if (features[i].Encoding is { } encoding)
            {
                TakeCategories(fields, count, values, encoding, i);
            }
            else
            {
                unusable = Math.Min(unusable, TakeNumbers(fields, count, values));
            }
        }

        return unusable;
    }

    public override RefusedException Refusal(int row, long number, CsvReader table)
    {
        var column = features.First(feature => feature.Encoding is null && !FieldNumber.TryRead(table.Column(feature.Column)[row], out _)).Column;
        return Unreadable(table.Column(column)[row], table.Columns[column], number, "a number");
    }

    private int TakeNumbers(CsvColumn fields, int count, Span<T> values)
    {
        for (var i = 0; i < count; i++)
        {
            if (!FieldNumber.TryRead(fields[i], fields.Head(i), out var value))
            {
                return i;
            }

            values[i * features.Count] = T.CreateTruncating(value);
        }

        return None;
    }

    private void TakeCategories(CsvColumn fields, int count, Span<T> values, Dictionary<byte[], double> encoding, int feature)
    {
        var recent = _recent[feature];
        for (var i = 0; i < count; i++)
        {
            var field = fields[i];
            var head = fields.Head(i);
            if (!recent.TryFind(field, head, out var category))
            {
                // Where the encoding has no number, 0 would be another category's: "missing" is what is true.
                var isKnown = encoding.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(field, out var code);
                category = new Category(T.CreateTruncating(isKnown ? code : double.NaN), isKnown);
                recent.Keep(field, head, category);
            }

            if (!category.IsKnown)
            {
                features[feature].Unseen.Add(field);
            }

            values[i * features.Count] = category.Code;
        }
    }

    /// <param name="Code">Its number.</param>
    /// <param name="IsKnown">Whether the encoding has one.</param>
    private readonly record struct Category(T Code, bool IsKnown);
}
