using System.Globalization;

namespace Portal.Scoring.Contract;

/// <summary>The sentences of the limits, in one place: either process may be the one that notices.</summary>
internal static class Stops
{
    public static ScoringFailure Memory(long limit) => Stop(
        "memory-limit", $"Scoring was stopped after {Gigabytes(limit)} of memory (the limit). The model asked for more than it may use.");

    public static ScoringFailure Wall(int seconds) => Stop(
        "time-limit", $"Scoring was stopped after {seconds} s (the limit). The model did not come to an end.");

    public static ScoringFailure Processor(int seconds) => Stop(
        "cpu-limit", $"Scoring was stopped after {seconds} s of processor time (the limit). The model did not come to an end.");

    public static ScoringFailure Output(long limit) => Stop(
        "output-limit", $"Scoring was stopped after {limit / 1024 / 1024} MB of messages (the limit).");

    public static ScoringFailure File(long limit) => Stop(
        "file-limit", $"Scoring was stopped after {limit / 1024 / 1024} MB in one file (the limit).");

    private static ScoringFailure Stop(string code, string sentence) => new(FailureKind.Stopped, code, sentence);

    private static string Gigabytes(long bytes) =>
        (bytes / (1024.0 * 1024 * 1024)).ToString("0.0", CultureInfo.InvariantCulture) + " GB";
}
