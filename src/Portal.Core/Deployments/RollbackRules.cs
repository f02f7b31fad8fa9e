using Portal.Core.Registry;

namespace Portal.Core.Deployments;

/// <summary>One deployment of the past, as the rule needs it.</summary>
public sealed record PastDeployment(VersionId Version, int Number, DeploymentCause Cause);

/// <summary>Where a rollback goes. Pure.</summary>
public static class RollbackRules
{
    public const int LongestReason = 2000;

    public static Refusal? RefusesReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
            ? Refusal.Invalid("reason", $"Say why, in 1 to {LongestReason:N0} characters: the reason is kept in the audit trail.")
            : null;

    /// <summary>
    /// The version before the live one. What was rolled back is out of the line: after version 2 was taken back to version 1, the
    /// version before is what was live before version 1, never version 2 again.
    /// </summary>
    /// <param name="oldestFirst">All deployments of a model in an environment; the last one is live.</param>
    public static VersionId? Previous(IReadOnlyList<PastDeployment> oldestFirst)
    {
        var line = new List<VersionId>();
        foreach (var deployment in oldestFirst)
        {
            var back = deployment.Cause == DeploymentCause.Rollback ? line.LastIndexOf(deployment.Version) : -1;
            if (back >= 0)
            {
                line.RemoveRange(back + 1, line.Count - back - 1);
            }
            else
            {
                line.Add(deployment.Version);
            }
        }

        var live = line.Count == 0 ? (VersionId?)null : line[^1];
        var before = line.FindLastIndex(version => version != live);
        return before < 0 ? null : line[before];
    }

    /// <summary>The version to go back to, or why there is none.</summary>
    /// <param name="asked">The number of a version that was live there before; null for the previous one.</param>
    public static Outcome<VersionId> Target(IReadOnlyList<PastDeployment> oldestFirst, int? asked, string place)
    {
        if (oldestFirst.Count == 0)
        {
            return new Refusal(RefusalKind.Blocked, "rollback.nothing-live", $"Nothing has been live {place} yet, so there is nothing to take back.", "Ask for a promotion instead.");
        }

        if (asked is not { } number)
        {
            return Previous(oldestFirst) is { } previous
                ? previous
                : new Refusal(RefusalKind.Blocked, "rollback.nothing-earlier", $"Version {oldestFirst[^1].Number} is the first that is live {place}: there is no earlier one to go back to.", "Ask for the promotion of another version.");
        }

        return oldestFirst[^1].Number == number
            ? new Refusal(RefusalKind.Conflict, "rollback.already-live", $"Version {number} is live {place} already.", "Choose an earlier one.")
            : oldestFirst.FirstOrDefault(past => past.Number == number) is { } found
                ? found.Version
                : new Refusal(RefusalKind.Blocked, "rollback.never-live", $"Version {number} has never been live {place}: a rollback goes only where a promotion has been.", "Choose a version that was live there, or ask for the promotion of this one.");
    }
}
