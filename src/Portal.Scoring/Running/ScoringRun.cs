using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Devices;
using Portal.Scoring.Inputs;
using Portal.Scoring.Onnx;
using Portal.Scoring.Outputs;
using Portal.Scoring.Packages;
using Portal.Scoring.Probing;

namespace Portal.Scoring.Running;

/// <summary>One scoring, from the two files to the report. Reads the next batches while the runtime works on the current one;
/// memory does not grow with the number of rows.</summary>
internal sealed class ScoringRun(
    ScoringSpec spec, string scoresPath, ScoringIsolation isolation, ChosenDevice device, Action<ScoringProgress> progress, ModelPackage? package = null)
{
    private const int StabilityRows = 256;

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ScoreChecks _checks = new(spec);
    private long _rows;
    private long _lastProgress;
    private TimeSpan _inRuntime;
    private TimeSpan _firstScores;

    /// <param name="early">Told the report before what-if questions are asked, which may end this process.</param>
    /// <exception cref="RefusedException">There can be no scores.</exception>
    public async Task<ScoringReport> RunAsync(Action<ScoringReport>? early = null)
    {
        Tell("reading");
        var scan = ModelScan.Read(spec.ModelPath, package);
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
        using var session = ModelSession.Open(spec.ModelPath, spec.Threads, spec.Limits.MemoryBytes, device);
        var loaded = Stopwatch.GetElapsedTime(loading);

        Tell("scoring");
        var runner = new BatchRunner(session, outputs, new ScoreReader(outputs, spec), inputs.RowByRow);
        await using var scores = new ScoreFile(scoresPath, spec.BatchRows * runner.Width);
        var sample = await ScoreRowsAsync(batches, runner, scores);
        _checks.ThrowIfUseless();

        Tell("timing");
        var latency = Latency.Measure(runner, sample, sample.Rows, spec.LatencyCalls);
        var throughput = spec.LatencyCalls == 0 ? _rows / _inRuntime.TotalSeconds : Throughput.Measure(runner, sample, sample.Rows);
        var peak = ThisMachine.PeakMemoryBytes();
        var speed = MeasureSpeed(sample, runner, other => new BatchRunner(other, outputs, new ScoreReader(outputs, spec), inputs.RowByRow), inputs.RowByRow ? 1 : sample.Rows, loaded);
        var timings = new ScoringTimings(
            loaded.TotalMilliseconds,
            Stopwatch.GetElapsedTime(_began).TotalMilliseconds,
            throughput,
            latency.Calls,
            latency.P50,
            latency.P95,
            latency.P99,
            peak)
        {
            Speed = speed is null ? null : new ScoringSpeed(_firstScores.TotalMilliseconds, scan.Value.Signature.Bytes, speed),
        };
        ScoringFinding[] findings = [.. DeviceFindings(session), .. inputs.Findings(), .. _checks.Findings()];
        var report = new ScoringReport(
            _rows, outputs.Width, await scores.FinishAsync(), findings, timings, device.Describe(spec.Threads), isolation, OrtEnv.Instance().GetVersionString(), ThisMachine.CodeVersion);
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
                _firstScores = ThisMachine.SinceStart();
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

    /// <summary>By batch and threads, with sessions of its own beside the one that scored.</summary>
    private IReadOnlyList<SpeedPoint>? MeasureSpeed(
        InputBatch sample, BatchRunner first, Func<ModelSession, BatchRunner> runnerOf, int rows, TimeSpan loaded)
    {
        if (spec.SpeedMilliseconds == 0 || spec.LatencyCalls == 0)
        {
            return null;
        }

        var scores = new double[rows * first.Width];
        SpeedProfile.Scorer Of(BatchRunner runner, int threads, ModelSession? owned) =>
            new(threads, count => runner.Run(sample, 0, scores.AsSpan(0, count * runner.Width), checks: null), owned);
        SpeedProfile.Scorer Open(int threads)
        {
            var session = ModelSession.Open(spec.ModelPath, threads, spec.Limits.MemoryBytes, device);
            return Of(runnerOf(session), threads, session);
        }

        // Threads are the processor's; a GPU has its own.
        return new SpeedProfile(Open, Of(first, spec.Threads, owned: null), loaded).Measure(rows, device.IsProcessor ? Environment.ProcessorCount : spec.Threads, SpeedBudget.Of(spec));
    }

    private IEnumerable<ScoringFinding> DeviceFindings(ModelSession session)
    {
        if (device.Finding is { } stoodIn)
        {
            yield return stoodIn;
        }

        if (session.IsPartlyOnProcessor)
        {
            yield return DeviceRules.Partial(device.Kind);
        }
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
