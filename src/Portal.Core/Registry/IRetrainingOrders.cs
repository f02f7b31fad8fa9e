using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>What registering a version must know of retraining requests; the room of monitoring answers it.</summary>
public interface IRetrainingOrders
{
    /// <summary>Whether a version of the model may still answer the request of that number.</summary>
    Task<bool> IsOpenAsync(PortalDbContext db, ModelId model, int number, CancellationToken ct);
}
