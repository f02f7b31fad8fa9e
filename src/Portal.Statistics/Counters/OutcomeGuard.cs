using System.Runtime.InteropServices;

namespace Portal.Statistics.Counters;

/// <summary>Outcomes are counted by their number, so that it must be one of the three.</summary>
internal static class OutcomeGuard
{
    public static bool AreNamed(ReadOnlySpan<Outcome> outcomes) =>
        !MemoryMarshal.Cast<Outcome, byte>(outcomes).ContainsAnyExceptInRange((byte)Outcome.Negative, (byte)Outcome.Unknown);
}
