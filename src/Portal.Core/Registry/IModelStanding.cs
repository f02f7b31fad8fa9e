using Portal.Core.Datasets;
using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>A place where a version of a model is live.</summary>
/// <param name="AllowedClassifications">What kinds of data a model may have seen to be live there; empty for all.</param>
public sealed record LivePlace(string Environment, string Region, IReadOnlyList<DataClassification> AllowedClassifications);

/// <summary>What changes of a model must know of the rooms after this one; the room of deployments answers it.</summary>
public interface IModelStanding
{
    /// <summary>Whether a version of it was ever evaluated or asked to be promoted: from then on its evaluation dataset is what it is judged by.</summary>
    Task<bool> WasJudgedAsync(PortalDbContext db, ModelId model, CancellationToken ct);

    Task<IReadOnlyList<LivePlace>> LivePlacesAsync(PortalDbContext db, ModelId model, CancellationToken ct);
}
