using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Outputs;
using Portal.Scoring.Running;

namespace Portal.Scoring.Probing;

/// <summary>Scores the sample with one column changed, always in the same batch: what the model does not look at changes no bit.</summary>
internal sealed class ProbeAsker(ScoringSpec spec, BatchRunner runner, ProbeSheet sheet, Func<CsvReader, InputPlan> makePlan) : IDisposable
{
    private InputBatch? _batch;

    public ProbeSheet Sheet => sheet;

    /// <exception cref="RefusedException">Such rows cannot be read or scored.</exception>
    public double[] Ask(int column, byte[][] fields)
    {
        var rows = sheet.Columns[0].Fields.Length;
        using var table = sheet.Write(column, fields);
        _batch ??= makePlan(table).Batch(rows);
        new RowSource(table, rows).Fill(_batch);
        var checks = new ScoreChecks(spec);
        var scores = new double[rows * runner.Width];
        runner.Run(_batch, 0, scores, checks);
        checks.ThrowIfUseless();
        return scores;
    }

    public void Dispose() => _batch?.Dispose();
}
