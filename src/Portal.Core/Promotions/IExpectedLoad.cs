using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>Says how much is asked of a model; answered by a later room, which knows what production sends.</summary>
public interface IExpectedLoad
{
    /// <summary>Null where nothing says so.</summary>
    Task<ExpectedLoad?> ReadAsync(PortalDbContext db, ModelId model, EnvironmentId environment, DateTimeOffset now, CancellationToken ct);
}
