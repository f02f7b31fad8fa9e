using Portal.Scoring.Running;

namespace Portal.Scoring.Contract;

/// <summary>This machine and this code, where the portal measures without running a model.</summary>
public static class ScoringMachine
{
    /// <summary>Version of scoring and statistics.</summary>
    public static string CodeVersion => ThisMachine.CodeVersion;

    /// <summary>What runs it.</summary>
    public static ScoringDevice Device => ThisMachine.Device(threads: 1);
}
