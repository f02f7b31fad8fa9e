using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;

namespace Portal.Web.Promotions.Components;

/// <summary>Verdicts of now, with what was let pass before. Pure.</summary>
public static class WaivedGates
{
    /// <summary>Only what blocks is let pass: a gate that passes by now is shown as passed.</summary>
    /// <param name="exceptions">Of the same version in the same environment, not put right yet.</param>
    public static IReadOnlyList<GateVerdict> Of(IReadOnlyList<GateVerdict> verdicts, IEnumerable<OpenException> exceptions)
    {
        var reasons = exceptions.DistinctBy(one => one.GateId).ToDictionary(one => one.GateId, one => one.Reason, StringComparer.Ordinal);
        return [.. verdicts.Select(verdict => verdict.IsOpen && reasons.TryGetValue(verdict.Id, out var reason) ? verdict with { ExceptionReason = reason } : verdict)];
    }
}
