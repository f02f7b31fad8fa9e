using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>An environment as promotions know it.</summary>
public sealed record PromotionPlace(EnvironmentId Id, string Name, EnvironmentPurpose Purpose, string Placement, string Region);

/// <summary>What is to be made live by a promotion.</summary>
public sealed record PromotedVersion(
    PromotionId Promotion, int PromotionNumber, PromotionPlace Place, ModelId Model, string ModelName, VersionId Version, int VersionNumber, string Reason, MemberId StartedBy);

/// <summary>What promotions must know of environments and do to them; the room of deployments answers it.</summary>
public interface IPromotionTarget
{
    /// <summary>Null when the tenant has no environment of that name.</summary>
    Task<PromotionPlace?> FindAsync(PortalDbContext db, string name, CancellationToken ct);

    Task<IReadOnlyDictionary<EnvironmentId, PromotionPlace>> FindAsync(PortalDbContext db, IReadOnlyCollection<EnvironmentId> ids, CancellationToken ct);

    /// <summary>The version of the model that is live there; null when none is.</summary>
    Task<VersionId?> ChampionAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct);

    /// <summary>Null when the model may be live in the place's region.</summary>
    Refusal? RefusesRegion(PromotionPlace place, string model, IReadOnlyList<string> allowedRegions);

    /// <summary>Whether the stored bytes of a version are still what was registered. Reads all of them, so it is asked before a unit of work.</summary>
    Task<bool> IsFileWholeAsync(TenantId tenant, Digest digest, CancellationToken ct);

    /// <summary>Stages the switch in the caller's unit of work: it becomes true with the decision or not at all.</summary>
    Task DeployAsync(UnitOfWork unit, PromotedVersion promoted, CancellationToken ct);
}
