using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>Room for some rows of every input of the model, filled again and again.</summary>
internal sealed class InputBatch(InputTensor[] inputs, int capacity) : IDisposable
{
    private readonly OrtValue[] _whole = Array.ConvertAll(inputs, input => input.Whole);

    public IReadOnlyList<string> Names { get; } = Array.ConvertAll(inputs, input => input.Name);

    public int Capacity => capacity;

    /// <summary>How many rows it holds.</summary>
    public int Rows { get; set; }

    /// <summary>Takes the rows that the table read last behind those that it holds.</summary>
    /// <exception cref="RefusedException">A value cannot be used; the first one is told, row by row and input by input.</exception>
    public void Take(int count, CsvReader table)
    {
        var (unusable, of) = (int.MaxValue, (InputTensor?)null);
        foreach (var input in inputs)
        {
            var row = input.Take(Rows, count, table);
            (unusable, of) = row < unusable ? (row, input) : (unusable, of);
        }

        if (of is not null)
        {
            throw of.Refusal(unusable, table.Row - count + 1 + unusable, table);
        }

        Rows += count;
    }

    /// <summary>Some of the rows as values of the runtime, in the order of <see cref="Names"/>.</summary>
    public BatchView View(int start, int rows) => start == 0 && rows == capacity
        ? new BatchView(_whole, isOwned: false)
        : new BatchView(Array.ConvertAll(inputs, input => input.View(start, rows)), isOwned: true);

    public void Dispose()
    {
        foreach (var input in inputs)
        {
            input.Dispose();
        }
    }
}

/// <summary>Rows of a batch while a call needs them.</summary>
internal readonly struct BatchView(OrtValue[] values, bool isOwned) : IDisposable
{
    public IReadOnlyList<OrtValue> Values => values;

    public void Dispose()
    {
        if (isOwned)
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }
}
