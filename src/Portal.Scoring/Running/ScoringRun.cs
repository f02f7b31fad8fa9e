using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Onnx;
using Portal.Scoring.Outputs;
using Portal.Scoring.Probing;

namespace Portal.Scoring.Running;

/// <summary>One scoring, from the two files to the report. Reads the next batch while the runtime works on the current one;
/// memory does not grow with the number of rows.</summary>
internal sealed class ScoringRun(ScoringSpec spec, string scoresPath, ScoringIsolation isolation, Action<ScoringProgress> progress)
{
    private const int StabilityRows = 256;

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ScoreChecks _checks = new(spec);
    private long _rows;
    private long _lastProgress;
    private TimeSpan _inRuntime;

    /// <param name="early">Told the report before what-if questions are asked, which may end this process.</param>
    /// <exception cref="RefusedException">There can be no scores.</exception>
    public async Task<ScoringReport> RunAsync(Action<ScoringReport>? early = null)
    {
        Tell("reading");
        var scan = ModelScan.Read(spec.ModelPath);
        if (scan.Failure is not null)
        {
            throw new RefusedException(scan.Failure);
        }

        using var table = CsvReader.Open(spec.TablePath);
        if (table.Defect is not null)
        {
            throw new RefusedException("table-malformed", table.Defect);
        }

        var inputs = InputPlan.Make(scan.Value!, spec, table);
        var outputs = OutputPlan.Make(scan.Value!.Signature, spec);
        Tell("loading");
        var loading = Stopwatch.GetTimestamp();
        using var session = ModelSession.Open(spec.ModelPath, spec.Threads, spec.Limits.MemoryBytes);
        var loaded = Stopwatch.GetElapsedTime(loading);

        Tell("scoring");
        var runner = new BatchRunner(session, outputs, new ScoreReader(outputs, spec), inputs.RowByRow);
        using var scores = new ScoreFile(scoresPath);
        var sample = await ScoreRowsAsync(new RowSource(table, spec.RowLimit), inputs, runner, scores);
        _checks.ThrowIfUseless();

        Tell("timing");
        var latency = Latency.Measure(runner, sample.Batch, sample.Rows, spec.LatencyCalls);
        var throughput = spec.LatencyCalls == 0 ? _rows / _inRuntime.TotalSeconds : Throughput.Measure(runner, sample.Batch, sample.Rows);
        var report = new ScoringReport(
            _rows,
            outputs.Width,
            scores.Finish(),
            [.. inputs.Findings(), .. _checks.Findings()],
            new ScoringTimings(
                loaded.TotalMilliseconds,
                Stopwatch.GetElapsedTime(_began).TotalMilliseconds,
                throughput,
                latency.Calls,
                latency.P50,
                latency.P95,
                latency.P99,
                ThisMachine.PeakMemoryBytes()),
            ThisMachine.Device(spec.Threads),
            isolation,
            OrtEnv.Instance().GetVersionString(),
            ThisMachine.CodeVersion);
        if (spec.Probes is not { } plan)
        {
            return report;
        }

        early?.Invoke(report);
        var probes = new ProbeRun(spec, plan, runner, inputs.Columns, sheet => InputPlan.Make(scan.Value!, spec, sheet), () => TellNowAndThen("explaining"));
        return report with { Probes = probes.Run(_rows, Path.Combine(Path.GetDirectoryName(scoresPath)!, EntryPoint.ProbesFile)) };
    }

    private async Task<(InputTensor[] Batch, int Rows)> ScoreRowsAsync(
        RowSource source, InputPlan inputs, BatchRunner runner, ScoreFile scores)
    {
        var size = spec.BatchRows;
        var current = inputs.Batch(size);
        var next = inputs.Batch(size);
        var buffer = new double[size * runner.Width];
        (InputTensor[] Batch, int Rows) sample = ([], 0);
        var rows = source.Fill(current, size);
        if (rows == 0)
        {
            throw new RefusedException("table-empty", "The dataset has no rows.");
        }

        while (rows > 0)
        {
            var filling = rows == size ? Task.Run(() => source.Fill(next, size)) : Task.FromResult(0);
            var began = Stopwatch.GetTimestamp();
            runner.Run(current, 0, buffer.AsSpan(0, rows * runner.Width), _checks);
            _inRuntime += Stopwatch.GetElapsedTime(began);
            scores.Write(buffer.AsSpan(0, rows * runner.Width));
            if (_rows == 0)
            {
                runner.ThrowIfUnstable(current, Math.Min(rows, StabilityRows));
                sample = (current, rows);
                current = inputs.Batch(size);
            }

            _rows += rows;
            TellNowAndThen("scoring");
            rows = await filling;
            (current, next) = (next, current);
        }

        return sample;
    }

    private void TellNowAndThen(string phase)
    {
        if (Stopwatch.GetElapsedTime(_lastProgress).TotalMilliseconds >= spec.ProgressMilliseconds)
        {
            Tell(phase);
        }
    }

    private void Tell(string phase)
    {
        _lastProgress = Stopwatch.GetTimestamp();
        progress(new ScoringProgress(phase, _rows, spec.RowsExpected));
    }
}
