using System.Globalization;
using System.Security.Cryptography;
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
        string[] arguments =
        [
            "inspect", Path.GetFullPath(modelPath),
            "--memory-bytes", limits.MemoryBytes.ToString(CultureInfo.InvariantCulture),
            "--cpu-seconds", limits.CpuSeconds.ToString(CultureInfo.InvariantCulture),
        ];
        var child = new ChildProcess(folder.Path, arguments, limits, onProgress: null);
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

    private static string ScoresIn(PrivateFolder folder) => Path.Combine(folder.Path, EntryPoint.ScoresFile);

    private static string ProbesIn(PrivateFolder folder) => Path.Combine(folder.Path, EntryPoint.ProbesFile);

    /// <summary>A folder that only this user can enter, gone afterwards.</summary>
    private sealed class PrivateFolder : IDisposable
    {
        private readonly DirectoryInfo _folder;

        public PrivateFolder(string? root)
        {
            var name = FolderPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            var path = System.IO.Path.Combine(root ?? System.IO.Path.GetTempPath(), name);
            _folder = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public string Path => _folder.FullName;

        public void Dispose()
        {
            try
            {
                _folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                // A file is still held on Windows; the system's cleaning of temporary folders takes it.
            }
        }
    }
}
