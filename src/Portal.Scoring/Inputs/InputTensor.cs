using System.Text;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>The rows of one batch for one input of the model.</summary>
internal abstract class InputTensor(ModelValue input)
{
    public string Name => input.Name;

    protected bool IsMatrix => input.Shape?.Count == 2;

    /// <summary>Takes the current row of the table as row <paramref name="row"/> of the batch.</summary>
    public abstract void Take(int row, CsvReader table);

    /// <summary>A view of some rows of the batch, in the shape that the model wants.</summary>
    public abstract OrtValue View(int start, int rows);

    protected long[] Shape(int rows, int width = 1) => IsMatrix ? [rows, width] : [rows];

    protected static RefusedException Unreadable(CsvReader table, int column, string expected)
    {
        var field = table[column];
        var text = Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field);
        return new RefusedException(
            "unreadable-value",
            field.IsEmpty
                ? $"Row {table.Row}: `{table.Columns[column]}` is missing, {expected} is expected."
                : $"Row {table.Row}: `{table.Columns[column]}` is '{text}', {expected} is expected.");
    }
}

/// <summary>A column of numbers with decimals.</summary>
internal sealed class NumberColumn<T>(ModelValue input, int column, int rows, Func<double, T> convert) : InputTensor(input)
    where T : unmanaged
{
    private readonly T[] _values = new T[rows];

    public override void Take(int row, CsvReader table) =>
        _values[row] = FieldNumber.TryRead(table[column], out var value) ? convert(value) : throw Unreadable(table, column, "a number");

    public override OrtValue View(int start, int rows) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, _values.AsMemory(start, rows), Shape(rows));
}

/// <summary>A column of whole numbers.</summary>
internal sealed class WholeColumn<T>(ModelValue input, int column, int rows, Func<long, T> convert, UnseenCategories unseen) : InputTensor(input)
    where T : unmanaged
{
    private readonly T[] _values = new T[rows];

    public override void Take(int row, CsvReader table)
    {
        if (!FieldNumber.TryReadWhole(table[column], out var value))
        {
            throw Unreadable(table, column, "a whole number");
        }

        unseen.Look(value);
        _values[row] = convert(value);
    }

    public override OrtValue View(int start, int rows) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, _values.AsMemory(start, rows), Shape(rows));
}

/// <summary>A column of texts, kept as bytes.</summary>
internal sealed class TextColumn(ModelValue input, int column, int rows, UnseenCategories unseen) : InputTensor(input)
{
    private readonly int[] _ends = new int[rows];
    private byte[] _text = new byte[rows * 8];

    public override void Take(int row, CsvReader table)
    {
        var field = table[column];
        unseen.Look(field);
        var start = row == 0 ? 0 : _ends[row - 1];
        if (start + field.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, start + field.Length));
        }

        field.CopyTo(_text.AsSpan(start));
        _ends[row] = start + field.Length;
    }

    public override OrtValue View(int start, int rows)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape(rows));
        for (var row = 0; row < rows; row++)
        {
            var begin = start + row == 0 ? 0 : _ends[start + row - 1];
            value.StringTensorSetElementAt(_text.AsSpan(begin, _ends[start + row] - begin), row);
        }

        return value;
    }
}
