using System.Globalization;
using Portal.Scoring.Inputs;
using Portal.Scoring.Outputs;

namespace Portal.Scoring.Running;

/// <summary>Runs rows of a batch through a model.</summary>
internal sealed class BatchRunner(ModelSession session, OutputPlan outputs, ScoreReader reader, bool rowByRow)
{
    private readonly string[] _outputs = outputs.Names;

    /// <summary>Scores rows from <paramref name="start"/> on, as many as <paramref name="scores"/> has room for.</summary>
    public void Run(InputBatch batch, int start, Span<double> scores, ScoreChecks? checks)
    {
        var step = rowByRow ? 1 : scores.Length;
        for (var row = 0; row < scores.Length; row += step)
        {
            Call(batch, start + row, scores.Slice(row, step), checks);
        }
    }

    /// <summary>Runs the same rows again: a model that answers differently each time has no score.</summary>
    /// <exception cref="RefusedException">The answers differ.</exception>
    public void ThrowIfUnstable(InputBatch batch, int rows)
    {
        var first = new double[rows];
        var second = new double[rows];
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

    private void Call(InputBatch batch, int start, Span<double> scores, ScoreChecks? checks)
    {
        using var rows = batch.View(start, scores.Length);
        using var answers = session.Run(batch.Names, rows.Values, _outputs);
        reader.Read([.. answers], scores, checks);
    }
}
