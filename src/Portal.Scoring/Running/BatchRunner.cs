using System.Globalization;
using Portal.Scoring.Inputs;
using Portal.Scoring.Outputs;

namespace Portal.Scoring.Running;

/// <summary>Runs rows of a batch through a model.</summary>
internal sealed class BatchRunner(ModelSession session, OutputPlan outputs, ScoreReader reader, bool rowByRow)
{
    private readonly string[] _outputs = outputs.Names;

    /// <summary>Numbers a row.</summary>
    public int Width => outputs.Width;

    /// <summary>Scores rows from <paramref name="start"/> on, as many as <paramref name="scores"/> has room for.</summary>
    public void Run(InputBatch batch, int start, Span<double> scores, ScoreChecks? checks)
    {
        var rows = scores.Length / Width;
        var step = rowByRow ? 1 : rows;
        for (var row = 0; row < rows; row += step)
        {
            Call(batch, start + row, step, scores.Slice(row * Width, step * Width), checks);
        }
    }

    /// <summary>Runs the same rows again: a model that answers differently each time has no score.</summary>
    /// <exception cref="RefusedException">The answers differ.</exception>
    public void ThrowIfUnstable(InputBatch batch, int rows)
    {
        var first = new double[rows * Width];
        var second = new double[rows * Width];
        Run(batch, 0, first, checks: null);
        Run(batch, 0, second, checks: null);
        var largest = first.Zip(second, (a, b) => double.IsNaN(a) && double.IsNaN(b) ? 0 : a == b ? 0 : Math.Abs(a - b)).Max();
        if (largest != 0)
        {
            throw new RefusedException(
                "unstable-output",
                $"The model gave other scores when the same {rows} rows were run again (by up to {largest.ToString("G3", CultureInfo.InvariantCulture)}). A model that draws random numbers cannot be evaluated.");
        }
    }

    private void Call(InputBatch batch, int start, int rows, Span<double> scores, ScoreChecks? checks)
    {
        using var view = batch.View(start, rows);
        using var answers = session.Run(batch.Names, view.Values, _outputs);
        reader.Read([.. answers], rows, scores, checks);
    }
}
