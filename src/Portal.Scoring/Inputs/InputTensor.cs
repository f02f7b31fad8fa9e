using System.Text;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>The rows of one batch for one input of the model.</summary>
internal abstract class InputTensor(ModelValue input) : IDisposable
{
    /// <summary>What <see cref="Take"/> answers when it could read every row.</summary>
    protected const int None = int.MaxValue;

    public string Name => input.Name;

    protected ModelValue Input => input;

    protected bool IsMatrix => input.Shape?.Count == 2;

    /// <summary>Takes the rows that the table read last, as rows of the batch.</summary>
    /// <param name="row">The first of them in the batch.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="table">The table.</param>
    /// <returns>The first of them that cannot be used, counted from 0, or <see cref="int.MaxValue"/>.</returns>
    public abstract int Take(int row, int count, CsvReader table);

    /// <summary>Why a row cannot be used.</summary>
    /// <param name="row">What <see cref="Take"/> answered.</param>
    /// <param name="number">Its number in the table.</param>
    /// <param name="table">The table.</param>
    public abstract RefusedException Refusal(int row, long number, CsvReader table);

    /// <summary>A view of some rows of the batch, in the shape that the model wants.</summary>
    public abstract OrtValue View(int start, int rows);

    /// <summary>All rows that there is room for; belongs to this tensor.</summary>
    public abstract OrtValue Whole { get; }

    public virtual void Dispose() => Whole.Dispose();

    protected long[] Shape(int rows, int width = 1) => IsMatrix ? [rows, width] : [rows];

    protected static RefusedException Unreadable(ReadOnlySpan<byte> field, string column, long row, string expected)
    {
        var text = Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field);
        return new RefusedException(
            "unreadable-value",
            field.IsEmpty
                ? $"Row {row}: `{column}` is missing, {expected} is expected."
                : $"Row {row}: `{column}` is '{text}', {expected} is expected.");
    }
}
