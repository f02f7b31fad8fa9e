namespace Portal.Scoring.Contract;

/// <summary>How far a scoring is.</summary>
/// <param name="Phase"><c>reading</c>, <c>loading</c>, <c>scoring</c>, <c>timing</c> or <c>explaining</c>.</param>
/// <param name="RowsDone">Rows scored so far.</param>
/// <param name="RowsTotal">Rows of the table, where known.</param>
public sealed record ScoringProgress(string Phase, long RowsDone, long? RowsTotal);

/// <summary>Something that is odd and does not stop the scoring.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Sentence">What a person reads.</param>
/// <param name="Count">How often it was seen.</param>
public sealed record ScoringFinding(string Code, string Sentence, long Count);

/// <summary>How fast it was. Never part of evidence: it differs from run to run.</summary>
/// <param name="LoadMilliseconds">Time until the model was ready.</param>
/// <param name="TotalMilliseconds">Time of the whole scoring, reading the table included.</param>
/// <param name="RowsPerSecond">Rows in batches over the time that the runtime took, warm; inputs handed over included.</param>
/// <param name="LatencyCalls">Calls with a single row that the percentiles come from.</param>
/// <param name="LatencyP50Milliseconds">Median of these calls.</param>
/// <param name="LatencyP95Milliseconds">95 % of the calls were no slower.</param>
/// <param name="LatencyP99Milliseconds">99 % of the calls were no slower.</param>
/// <param name="PeakMemoryBytes">Largest resident memory of the process.</param>
public sealed record ScoringTimings(
    double LoadMilliseconds,
    double TotalMilliseconds,
    double RowsPerSecond,
    int LatencyCalls,
    double? LatencyP50Milliseconds,
    double? LatencyP95Milliseconds,
    double? LatencyP99Milliseconds,
    long PeakMemoryBytes)
{
    /// <summary>The same by batch and threads; null when it was not measured.</summary>
    public ScoringSpeed? Speed { get; init; }
}

/// <summary>What ran it.</summary>
/// <param name="Kind">The execution provider in a word: <c>CPU</c>, <c>CUDA</c> or <c>TensorRT</c>.</param>
/// <param name="Name">The processor's own name.</param>
/// <param name="Cores">Logical processors of the machine.</param>
/// <param name="Architecture">Such as <c>x64</c>.</param>
/// <param name="OperatingSystem">Its description.</param>
/// <param name="Threads">Threads that the runtime was allowed.</param>
public sealed record ScoringDevice(
    string Kind, string Name, int Cores, string Architecture, string OperatingSystem, int Threads)
{
    /// <summary>The GPU that ran it; null where the processor did.</summary>
    public ScoringAccelerator? Accelerator { get; init; }

    /// <summary>The device that was asked for, where the processor stood in for it; null where what was asked for ran.</summary>
    public string? InsteadOf { get; init; }
}

/// <summary>A GPU and what drives it. What could not be learnt is empty.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="MemoryBytes">Its memory.</param>
/// <param name="Driver">Version of the driver.</param>
/// <param name="Cuda">Newest version of CUDA that the driver speaks.</param>
/// <param name="Provider">ONNX Runtime's execution provider, with its version.</param>
public sealed record ScoringAccelerator(string Name, long? MemoryBytes, string Driver, string Cuda, string Provider);

/// <summary>Which fences stood around the process.</summary>
/// <param name="Network">Whether it had no network.</param>
/// <param name="Memory">Whether the operating system enforced the memory limit.</param>
/// <param name="Processor">Whether it enforced the limit on processor time.</param>
/// <param name="Processes">Whether the operating system refused it new processes and other programs.</param>
public sealed record ScoringIsolation(bool Network, bool Memory, bool Processor, bool Processes = false);

/// <summary>What a scoring found.</summary>
/// <param name="Rows">Rows scored.</param>
/// <param name="Width">Numbers a row.</param>
/// <param name="ScoresSha256">Digest of the scores: 64-bit floats, little-endian, row after row in the order of the table.</param>
/// <param name="Findings">What is odd.</param>
/// <param name="Timings">How fast it was.</param>
/// <param name="Device">What ran it.</param>
/// <param name="Isolation">Which fences stood around it.</param>
/// <param name="RuntimeVersion">Version of ONNX Runtime.</param>
/// <param name="CodeVersion">Version of this program.</param>
public sealed record ScoringReport(
    long Rows,
    int Width,
    string ScoresSha256,
    IReadOnlyList<ScoringFinding> Findings,
    ScoringTimings Timings,
    ScoringDevice Device,
    ScoringIsolation Isolation,
    string RuntimeVersion,
    string CodeVersion)
{
    /// <summary>What the model was asked beyond the rows of the table; <see langword="null"/> when nothing was to be asked.</summary>
    public ProbeReport? Probes { get; init; }
}
