using System.Globalization;
using System.Text.Json;
using Portal.Scoring.Running;

namespace Portal.Scoring.Contract;

/// <summary>Runs the scoring program as a process of its own, with an empty environment, a private folder, limits and, where the
/// system allows, no network; whatever a model does ends there. The portal calls this and nothing else of scoring.</summary>
/// <param name="workRoot">Where private folders are made; the system's temporary folder by default.</param>
public sealed class ScoringProcess(string? workRoot = null)
{
    internal const string FolderPrefix = "portal-scoring-";

    /// <summary>Reads what a model says about itself and whether the runtime can load it.</summary>
    /// <param name="modelPath">The file; never trusted.</param>
    /// <param name="limits">What the process may use.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <returns>The signature, or why the file is refused.</returns>
    public async Task<ScoringAnswer<ModelSignature>> InspectAsync(
        string modelPath, ScoringLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var folder = new PrivateFolder(workRoot);
        var child = new ChildProcess(folder.Path, ["inspect", Path.GetFullPath(modelPath), .. Told(limits)], limits, onProgress: null);
        var (line, failure) = await child.RunAsync(cancellationToken);
        return line?.Signature is { } signature
            ? ScoringAnswer<ModelSignature>.Of(signature)
            : ScoringAnswer<ModelSignature>.No(failure!);
    }

    /// <summary>Scores a table.</summary>
    /// <param name="spec">Everything the scoring is made from.</param>
    /// <param name="onProgress">Called with each step, one after the other, on a thread of the pool.</param>
    /// <param name="cancellationToken">Kills the process; the answer is a failure of kind <see cref="FailureKind.Cancelled"/>.</param>
    /// <returns>Report and scores, or why there are none.</returns>
    public async Task<ScoringAnswer<ScoredTable>> ScoreAsync(
        ScoringSpec spec, Action<ScoringProgress>? onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var folder = new PrivateFolder(workRoot);
        var (report, failure) = await RunAsync(folder, spec, onProgress, cancellationToken);
        if (report is null)
        {
            return ScoringAnswer<ScoredTable>.No(failure!);
        }

        (report, var probed) = await ProbeScores.ReadAsync(spec.Output, report, ProbesIn(folder), cancellationToken);
        var scored = await ScoredTable.ReadAsync(spec.Output, report, ScoresIn(folder), cancellationToken);
        return scored.Value is { } table ? ScoringAnswer<ScoredTable>.Of(table with { ProbeScores = probed }) : scored;
    }

    /// <summary>Scores a table for somebody else, who reads the scores: they are left in a file.</summary>
    /// <param name="spec">Everything the scoring is made from.</param>
    /// <param name="scoresPath">Where the file of scores is put, over what was there.</param>
    /// <param name="probesPath">Where the file of the probes' scores is put, if there is one.</param>
    /// <param name="onProgress">Called with each step, one after the other, on a thread of the pool.</param>
    /// <param name="cancellationToken">Kills the process; the answer is a failure of kind <see cref="FailureKind.Cancelled"/>.</param>
    /// <returns>The report, or why there is none.</returns>
    public async Task<ScoringAnswer<ScoringReport>> ScoreToFileAsync(
        ScoringSpec spec, string scoresPath, string probesPath, Action<ScoringProgress>? onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var folder = new PrivateFolder(workRoot);
        var (report, failure) = await RunAsync(folder, spec, onProgress, cancellationToken);
        if (report is null)
        {
            return ScoringAnswer<ScoringReport>.No(failure!);
        }

        if (!File.Exists(ScoresIn(folder)))
        {
            return ScoringAnswer<ScoringReport>.No(ScoredTable.Broken());
        }

        File.Move(ScoresIn(folder), scoresPath, overwrite: true);
        if (File.Exists(ProbesIn(folder)))
        {
            File.Move(ProbesIn(folder), probesPath, overwrite: true);
        }

        return ScoringAnswer<ScoringReport>.Of(report);
    }

    /// <summary>Starts a process as for a model and lets it try to pass its limits.</summary>
    /// <param name="limits">What the process may use.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <returns>Which of them hold on this machine, or why that cannot be told.</returns>
    public async Task<ScoringAnswer<FenceReport>> TryFencesAsync(ScoringLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var folder = new PrivateFolder(workRoot);
        var (line, failure) = await new ChildProcess(folder.Path, ["fences", .. Told(limits)], limits, onProgress: null).RunAsync(cancellationToken);
        return line?.Fences is { } report ? ScoringAnswer<FenceReport>.Of(report) : ScoringAnswer<FenceReport>.No(failure!);
    }

    /// <summary>Removes private folders that were left when a portal and its machine ended at once. Asked at the start.</summary>
    /// <param name="now">The present.</param>
    /// <returns>How many.</returns>
    public int SweepLeftovers(DateTimeOffset now) => PrivateFolder.Sweep(workRoot, now);

    /// <summary>Version of this code, which evidence names.</summary>
    public static string CodeVersion => ThisMachine.CodeVersion;

    private static async Task<(ScoringReport? Report, ScoringFailure? Failure)> RunAsync(
        PrivateFolder folder, ScoringSpec spec, Action<ScoringProgress>? onProgress, CancellationToken cancellationToken)
    {
        var specPath = Path.Combine(folder.Path, "spec.json");
        await File.WriteAllBytesAsync(specPath, JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Default.ScoringSpec), cancellationToken);
        var child = new ChildProcess(folder.Path, ["score", specPath], spec.Limits, onProgress) { KeepsReport = spec.Probes is not null };
        var (line, failure) = await child.RunAsync(cancellationToken);
        return (line?.Report, failure);
    }

    private static string[] Told(ScoringLimits limits) =>
    [
        "--memory-bytes", limits.MemoryBytes.ToString(CultureInfo.InvariantCulture),
        "--cpu-seconds", limits.CpuSeconds.ToString(CultureInfo.InvariantCulture),
        "--file-bytes", limits.FileBytes.ToString(CultureInfo.InvariantCulture),
    ];

    private static string ScoresIn(PrivateFolder folder) => Path.Combine(folder.Path, EntryPoint.ScoresFile);

    private static string ProbesIn(PrivateFolder folder) => Path.Combine(folder.Path, EntryPoint.ProbesFile);
}
