using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Onnx;
using Portal.Scoring.Outputs;
using Portal.Scoring.Probing;

namespace Portal.Scoring.Running;

/// <summary>One scoring, from the two files to the report. Reads the next batches while the runtime works on the current one;
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
        await using var batches = FilledBatches.Start(new RowSource(table, spec.RowLimit), inputs, spec.BatchRows);
        Tell("loading");
        var loading = Stopwatch.GetTimestamp();
        using var session = ModelSession.Open(spec.ModelPath, spec.Threads, spec.Limits.MemoryBytes);
        var loaded = Stopwatch.GetElapsedTime(loading);

        Tell("scoring");
        var runner = new BatchRunner(session, outputs, new ScoreReader(outputs, spec), inputs.RowByRow);
        await using var scores = new ScoreFile(scoresPath, spec.BatchRows * runner.Width);
        var sample = await ScoreRowsAsync(batches, runner, scores);
        _checks.ThrowIfUseless();

        Tell("timing");
        var latency = Latency.Measure(runner, sample, sample.Rows, spec.LatencyCalls);
        var throughput = spec.LatencyCalls == 0 ? _rows / _inRuntime.TotalSeconds : Throughput.Measure(runner, sample, sample.Rows);
        var report = new ScoringReport(
            _rows,
            outputs.Width,
            await scores.FinishAsync(),
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
        return report with { Probes = await probes.RunAsync(_rows, Path.Combine(Path.GetDirectoryName(scoresPath)!, EntryPoint.ProbesFile)) };
    }

    /// <returns>The first batch: latency is measured with its rows.</returns>
    private async Task<InputBatch> ScoreRowsAsync(FilledBatches batches, BatchRunner runner, ScoreFile scores)
    {
        InputBatch? sample = null;
        await foreach (var batch in batches.ReadAsync())
        {
            var began = Stopwatch.GetTimestamp();
            runner.Run(batch, 0, scores.Buffer.AsSpan(0, batch.Rows * runner.Width), _checks);
            _inRuntime += Stopwatch.GetElapsedTime(began);
            await scores.WriteAsync(batch.Rows * runner.Width);
            _rows += batch.Rows;
            if (sample is null)
            {
                runner.ThrowIfUnstable(batch, Math.Min(batch.Rows, StabilityRows));
                sample = batch;
            }
            else
            {
                batches.GiveBack(batch);
            }

            TellNowAndThen("scoring");
        }

        return sample ?? throw new RefusedException("table-empty", "The dataset has no rows.");
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
