using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>An incident about the challenger that nobody has resolved.</summary>
public sealed record RolloutIncident(int Number, string Title);

/// <summary>How a challenger does, as far as anybody watches it.</summary>
/// <param name="IsWatched">Whether a monitor looks at the model in that environment.</param>
/// <param name="Observations">How many of its answers have been sent since the step began.</param>
public sealed record RolloutHealth(IReadOnlyList<RolloutIncident> Incidents, bool IsWatched, long Observations);

/// <summary>What the gate of a rollout must know of the rooms after this one; monitoring answers it.</summary>
public interface IRolloutHealth
{
    /// <param name="since">When the present step began.</param>
    Task<RolloutHealth> ReadAsync(PortalDbContext db, EnvironmentId environment, ModelId model, VersionId challenger, DateTimeOffset since, CancellationToken ct);
}
