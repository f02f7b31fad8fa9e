using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>An input of numbers: memory that the runtime reads where it is.</summary>
internal abstract class NumberTensor<T> : InputTensor
    where T : unmanaged
{
    private readonly int _width;

    protected NumberTensor(ModelValue input, int rows, int width)
        : base(input)
    {
        _width = width;
        Values = GC.AllocateArray<T>(rows * width, pinned: true);
        Whole = View(0, rows);
    }

    public sealed override OrtValue Whole { get; }

    /// <summary>The numbers, row by row.</summary>
    protected T[] Values { get; }

    public sealed override OrtValue View(int start, int rows) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, Values.AsMemory(start * _width, rows * _width), Shape(rows, _width));
}

/// <summary>A column of numbers with decimals.</summary>
internal sealed class NumberColumn<T>(ModelValue input, int column, int rows) : NumberTensor<T>(input, rows, width: 1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Take(int row, int count, CsvReader table)
    {
        var fields = table.Column(column);
        var values = Values.AsSpan(row, count);
        for (var i = 0; i < values.Length; i++)
        {
            if (!FieldNumber.TryRead(fields[i], fields.Head(i), out var value))
            {
                return i;
            }

            values[i] = T.CreateTruncating(value);
        }

        return None;
    }

    public override RefusedException Refusal(int row, long number, CsvReader table) =>
        Unreadable(table.Column(column)[row], table.Columns[column], number, "a number");
}

/// <summary>A column of whole numbers.</summary>
internal sealed class WholeColumn<T>(ModelValue input, int column, int rows, UnseenCategories unseen) : NumberTensor<T>(input, rows, width: 1)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly RecentFields<Number> _recent = new();

    public override int Take(int row, int count, CsvReader table)
    {
        var fields = table.Column(column);
        var values = Values.AsSpan(row, count);
        for (var i = 0; i < values.Length; i++)
        {
            var field = fields[i];
            var head = fields.Head(i);
            if (!_recent.TryFind(field, head, out var number))
            {
                if (!FieldNumber.TryReadWhole(field, out var value) || !Fits(value))
                {
                    return i;
                }

                number = new Number(value, unseen.Knows(value));
                _recent.Keep(field, head, number);
            }

            if (!number.IsKnown)
            {
                unseen.Add(number.Value);
            }

            values[i] = T.CreateTruncating(number.Value);
        }

        return None;
    }

    public override RefusedException Refusal(int row, long number, CsvReader table)
    {
        var field = table.Column(column)[row];
        return FieldNumber.TryReadWhole(field, out var value)
            ? new RefusedException("unreadable-value", $"`{Input.Name}` has the value {value}, which does not fit into the model's {Input.ElementType}.")
            : Unreadable(field, table.Columns[column], number, "a whole number");
    }

    private static bool Fits(long value) => value >= long.CreateSaturating(T.MinValue) && value <= long.CreateSaturating(T.MaxValue);

    private readonly record struct Number(long Value, bool IsKnown);
}
