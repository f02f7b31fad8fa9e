using Portal.Core.Monitoring.Observations;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What whoever calls the model sends beside its inputs.</summary>
public sealed class SentSignals(ObservedWindows observed, TimeProvider clock)
{
    private static readonly TimeSpan s_back = TimeSpan.FromDays(7);

    /// <summary>Whether the last week's rows say how long answers took.</summary>
    public async Task<bool> HaveLatencyAsync(TenantId tenant, WatchedModel watched, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (watched.Version is not { } version || (await observed.HoursAsync(tenant, watched.EnvironmentId, watched.ModelId, now - s_back, now, ct)).All(hour => hour.Version != version))
        {
            return false;
        }

        return (await observed.BaselineAsync(tenant, version, ct)).IsOk
            && (await observed.ReadAsync(tenant, watched.EnvironmentId, watched.ModelId, version, now - s_back, now, ct)).Latency is { Rows: > 0 };
    }
}
