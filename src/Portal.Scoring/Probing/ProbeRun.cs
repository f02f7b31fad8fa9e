using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Running;

namespace Portal.Scoring.Probing;

/// <summary>Asks a model what its scores depend on: scores some rows again, each time with one column changed. It never sees the truth;
/// how much worse a change makes the model is the portal's to find out.</summary>
internal sealed class ProbeRun(ScoringSpec spec, ProbePlan plan, BatchRunner runner, IReadOnlyList<InputColumn> inputs, Func<CsvReader, InputPlan> makePlan, Action tell)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<Probe> _probes = [];

    /// <param name="rows">Rows of the table.</param>
    /// <param name="scoresPath">The file that the scores of the probes are written to.</param>
    public async Task<ProbeReport> RunAsync(long rows, string scoresPath)
    {
        try
        {
            return await AskAsync(rows, scoresPath);
        }
        catch (RefusedException refusal)
        {
            return ProbeReport.Failed(refusal.Failure.Fitted().Sentence);
        }
        catch (OutOfMemoryException)
        {
            return ProbeReport.Failed(Stops.Memory(spec.Limits.MemoryBytes).Sentence);
        }
    }

    private async Task<ProbeReport> AskAsync(long rows, string scoresPath)
    {
        var attributes = inputs.Count(input => plan.Attributes.Contains(input.Name, StringComparer.Ordinal));
        var effort = ProbeEffort.Of(plan, rows, runner.Width, inputs.Count, attributes);
        if (effort.Rows == 0)
        {
            return new ProbeReport(0, [], [], "", effort.LeftOut);
        }

        var sheet = ProbeSheet.Read(spec.TablePath, inputs, ProbeSample.Rows(rows, effort.Rows));
        await using var scores = new ScoreFile(scoresPath, effort.Rows * runner.Width);
        using var asker = new ProbeAsker(spec, runner, sheet, makePlan);
        var asIs = await TryAsync(asker, scores, ProbeKind.AsIs, -1, null, []) ?? throw new RefusedException("probe-refused", _probes[0].Refusal!);
        var movements = await ShuffleAsync(asker, scores, effort, asIs);
        await DisturbAsync(asker, scores, effort);
        await DrawAsync(asker, scores, effort, movements);
        return new ProbeReport(effort.Rows, [.. sheet.Columns.Select(column => column.Describe())], _probes, await scores.FinishAsync(), effort.LeftOut);
    }

    /// <returns>For each column, how far the scores moved.</returns>
    private async Task<double[]> ShuffleAsync(ProbeAsker asker, ScoreFile file, ProbeEffort effort, double[] asIs)
    {
        var columns = asker.Sheet.Columns;
        var movements = new double[columns.Count];
        for (var column = 0; column < columns.Count; column++)
        {
            for (var shuffle = 0; shuffle < effort.Shuffles; shuffle++)
            {
                var order = new SeededDraws(ProbeSample.Seed + ((ulong)(column + 1) << 32) + (ulong)shuffle).Order(effort.Rows);
                var own = columns[column].Fields;
                if (await TryAsync(asker, file, ProbeKind.Shuffled, column, null, Array.ConvertAll(order, row => own[row])) is { } scores)
                {
                    movements[column] += scores.Zip(asIs, (after, before) => Math.Abs(after - before)).Sum();
                }
            }
        }

        return movements;
    }

    private async Task DisturbAsync(ProbeAsker asker, ScoreFile file, ProbeEffort effort)
    {
        for (var column = 0; effort.Disturbs && column < asker.Sheet.Columns.Count; column++)
        {
            var own = asker.Sheet.Columns[column];
            if (own.Moved(-1) is { } lower && own.Moved(1) is { } higher)
            {
                await TryAsync(asker, file, ProbeKind.Lower, column, null, lower);
                await TryAsync(asker, file, ProbeKind.Higher, column, null, higher);
            }

            await TryAsync(asker, file, ProbeKind.Empty, column, null, Same([], effort.Rows));
        }
    }

    /// <summary>Every value of the protected attributes, and of the columns that move the scores most.</summary>
    private async Task DrawAsync(ProbeAsker asker, ScoreFile file, ProbeEffort effort, double[] movements)
    {
        var columns = asker.Sheet.Columns;
        var most = Enumerable.Range(0, columns.Count).OrderByDescending(column => movements[column]).Take(effort.Grids);
        var attributes = Enumerable.Range(0, columns.Count).Where(column => plan.Attributes.Contains(columns[column].Name, StringComparer.Ordinal));
        foreach (var column in most.Union(attributes).Order())
        {
            foreach (var value in columns[column].Grid(ProbeEffort.GridValues))
            {
                await TryAsync(asker, file, ProbeKind.Set, column, Encoding.UTF8.GetString(value), Same(value, effort.Rows));
            }
        }
    }

    /// <returns>The scores; null when the model or its inputs refuse such rows.</returns>
    private async Task<double[]?> TryAsync(ProbeAsker asker, ScoreFile file, ProbeKind kind, int column, string? value, byte[][] fields)
    {
        if (Stopwatch.GetElapsedTime(_began).TotalSeconds > plan.Seconds)
        {
            throw new RefusedException("probes-slow", string.Create(CultureInfo.InvariantCulture, $"Asking what-if questions was stopped after {plan.Seconds:N0} s (the limit). The model is too slow for them."));
        }

        tell();
        var name = column < 0 ? "" : asker.Sheet.Columns[column].Name;
        try
        {
            var scores = asker.Ask(column, fields);
            _probes.Add(new Probe(kind, name, value, Refusal: null));
            scores.CopyTo(file.Buffer);
            await file.WriteAsync(scores.Length);
            return scores;
        }
        catch (RefusedException refusal)
        {
            _probes.Add(new Probe(kind, name, value, refusal.Failure.Fitted().Sentence));
            return null;
        }
    }

    private static byte[][] Same(byte[] field, int rows)
    {
        var fields = new byte[rows][];
        Array.Fill(fields, field);
        return fields;
    }
}
