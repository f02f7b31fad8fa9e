using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Portal.Scoring.Contract;

/// <summary>One run of the scoring program: started, listened to, and killed when it passes a limit.</summary>
internal sealed class ChildProcess(string folder, string[] arguments, ScoringLimits limits, Action<ScoringProgress>? onProgress)
{
    private const int ExitOnProcessorLimit = 128 + 24;
    private const int ExitOnFileLimit = 128 + 25;
    private const int ExitOnKill = 128 + 9;
    private static readonly TimeSpan s_memoryLook = TimeSpan.FromMilliseconds(100);

    private ScoringLine? _last;
    private ScoringReport? _report;
    private ScoringFailure? _stopped;
    private string _complaint = "";

    /// <summary>Whether a report counts although the process came to a bad end later, while it asked what-if questions.</summary>
    public bool KeepsReport { get; init; }

    /// <returns>The last line it said, or why there is none.</returns>
    public async Task<(ScoringLine? Line, ScoringFailure? Failure)> RunAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return (null, Cancelled());
        }

        using var process = new Process { StartInfo = await LaunchPlan.MakeAsync(folder, arguments, limits) };
        using var end = new CancellationTokenSource();
        process.Start();
        StandBack(process);
        await using var cancel = cancellationToken.Register(() => Stop(process, Cancelled()));
        using var wall = new Timer(
            _ => Stop(process, Stops.Wall(limits.WallSeconds)), null, TimeSpan.FromSeconds(limits.WallSeconds), Timeout.InfiniteTimeSpan);
        using var memory = new Timer(_ => LookAtMemory(process), null, s_memoryLook, s_memoryLook);

        await Task.WhenAll(ListenAsync(process), HearComplaintsAsync(process));
        await process.WaitForExitAsync(CancellationToken.None);
        process.StandardInput.Close();
        return Judge(process.ExitCode);
    }

    /// <summary>People's pages go before models: what the process computes, it computes with what they leave.</summary>
    private static void StandBack(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has ended already, which its exit code tells.
        }
    }

    private (ScoringLine? Line, ScoringFailure? Failure) Judge(int exitCode)
    {
        var (line, failure) = JudgeEnd(exitCode);
        return KeepsReport && failure is { Kind: not FailureKind.Cancelled } && _report is { } report
            ? (new ScoringLine(Report: report with { Probes = ProbeReport.Failed(failure.Sentence) }), null)
            : (line, failure);
    }

    private (ScoringLine? Line, ScoringFailure? Failure) JudgeEnd(int exitCode)
    {
        if (_stopped is not null)
        {
            return (null, _stopped);
        }

        if (_last is { Failure: { } failure })
        {
            return (null, failure.Fitted());
        }

        if (exitCode == 0 && _last is { Report: not null } or { Signature: not null } or { Fences: not null })
        {
            return (_last, null);
        }

        if (exitCode is ExitOnProcessorLimit)
        {
            return (null, Stops.Processor(limits.CpuSeconds));
        }

        if (exitCode is ExitOnFileLimit)
        {
            return (null, Stops.File(limits.FileBytes));
        }

        // Without room for its own bookkeeping the program cannot say so in an orderly way.
        return (null, _complaint.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || _complaint.Contains("OutOfMemory", StringComparison.Ordinal)
            || _complaint.Contains("bad_alloc", StringComparison.Ordinal)
            ? Stops.Memory(limits.MemoryBytes)
            : new ScoringFailure(
                FailureKind.Crashed,
                "crashed",
                exitCode == ExitOnKill
                    ? "The scoring process was killed by the operating system, most likely because the machine ran out of memory."
                    : $"The scoring process ended without an answer (exit code {exitCode.ToString(CultureInfo.InvariantCulture)})."));
    }

    /// <summary>Reads its lines up to the limit; what is no line of ours is native code writing where it should not, and is skipped.</summary>
    private async Task ListenAsync(Process process)
    {
        var buffer = new byte[16 * 1024];
        var line = new List<byte>();
        long total = 0;
        int read;
        while ((read = await process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            total += read;
            if (total > limits.OutputBytes)
            {
                Stop(process, Stops.Output(limits.OutputBytes));
                return;
            }

            foreach (var current in buffer.AsSpan(0, read))
            {
                if (current != (byte)'\n')
                {
                    line.Add(current);
                    continue;
                }

                Understand([.. line]);
                line.Clear();
            }
        }
    }

    private void Understand(ReadOnlySpan<byte> line)
    {
        ScoringLine? said;
        try
        {
            said = JsonSerializer.Deserialize(line, ScoringLineJson.Default.ScoringLine);
        }
        catch (JsonException)
        {
            return;
        }

        if (said?.Progress is { } progress)
        {
            onProgress?.Invoke(progress);
        }
        else
        {
            _last = said ?? _last;
            _report ??= said?.Report;
        }
    }

    private async Task HearComplaintsAsync(Process process)
    {
        const int Kept = 16 * 1024;
        var buffer = new char[4096];
        int read;
        while ((read = await process.StandardError.ReadAsync(buffer)) > 0)
        {
            if (_complaint.Length < Kept)
            {
                _complaint += new string(buffer, 0, read);
            }
        }
    }

    /// <summary>The second fence, and the only one where the operating system enforces none.</summary>
    private void LookAtMemory(Process process)
    {
        try
        {
            process.Refresh();
            if (process.WorkingSet64 > limits.MemoryBytes)
            {
                Stop(process, Stops.Memory(limits.MemoryBytes));
            }
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has ended between two looks.
        }
    }

    private void Stop(Process process, ScoringFailure reason)
    {
        Interlocked.CompareExchange(ref _stopped, reason, null);
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or is about to, or a part of its tree has: what is left of it closes its pipes. Thrown on a timer's
            // thread this would end the portal.
        }
    }

    private static ScoringFailure Cancelled() => new(FailureKind.Cancelled, "cancelled", "The scoring was cancelled.");
}
