using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>Open retraining requests, as registering a version asks for them.</summary>
internal sealed class RetrainingOrders : IRetrainingOrders
{
    public Task<bool> IsOpenAsync(PortalDbContext db, ModelId model, int number, CancellationToken ct) =>
        db.RetrainingRequests.AnyAsync(row => row.ModelId == model && row.Number == number && row.State == RetrainingState.Open, ct);
}
