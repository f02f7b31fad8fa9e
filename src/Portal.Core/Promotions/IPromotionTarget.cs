using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>An environment as promotions know it.</summary>
public sealed record PromotionPlace(EnvironmentId Id, string Name, EnvironmentPurpose Purpose, string Placement, string Region)
{
    /// <summary>What kinds of data a model may have seen to be live there; empty for all.</summary>
    public IReadOnlyList<DataClassification> AllowedClassifications { get; init; } = [];

    /// <summary>Whether what is live there reaches devices, group after group: the waves of its fleet.</summary>
    public bool HasFleet { get; init; }
}

/// <summary>What is to be made live by a promotion.</summary>
public sealed record PromotedVersion(
    PromotionId Promotion, int PromotionNumber, PromotionPlace Place, ModelId Model, string ModelName, VersionId Version, int VersionNumber, string Reason, MemberId StartedBy)
{
    public RolloutPlan Rollout { get; init; } = RolloutPlan.AtOnce;
}

/// <summary>What promotions must know of environments and do to them; the room of deployments answers it.</summary>
public interface IPromotionTarget
{
    /// <summary>Null when the tenant has no environment of that name.</summary>
    Task<PromotionPlace?> FindAsync(PortalDbContext db, string name, CancellationToken ct);

    Task<IReadOnlyDictionary<EnvironmentId, PromotionPlace>> FindAsync(PortalDbContext db, IReadOnlyCollection<EnvironmentId> ids, CancellationToken ct);

    /// <summary>The version of the model that is live there; null when none is.</summary>
    Task<VersionId?> ChampionAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct);

    /// <summary>The version of the model that stands beside the live one there, in a rollout that runs; null when none does.</summary>
    Task<VersionId?> ChallengerAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct);

    /// <summary>Which of these versions are live, and where: as the champion, or beside it.</summary>
    Task<IReadOnlySet<(EnvironmentId Environment, VersionId Version)>> LiveAmongAsync(PortalDbContext db, IReadOnlyCollection<VersionId> versions, CancellationToken ct);

    /// <summary>Null when the model may be live in the place's region, with the data that it has seen.</summary>
    Refusal? RefusesPlace(PromotionPlace place, string model, IReadOnlyList<string> allowedRegions, DataClassification classification);

    /// <summary>Null when no change freeze holds there at that instant.</summary>
    Task<Refusal?> RefusesFreezeAsync(PortalDbContext db, PromotionPlace place, DateTimeOffset at, CancellationToken ct);

    /// <summary>Whether the version is or was the one that is live in an environment of that purpose. Having been tried there beside another one is not enough.</summary>
    Task<bool> WasLiveInAsync(PortalDbContext db, VersionId version, EnvironmentPurpose purpose, CancellationToken ct);

    /// <summary>Whether what is live there could be gone back to, after another version of the model replaced it. Reads all bytes of its file, so it is asked before a unit of work.</summary>
    Task<RollbackPlan> RollbackPlanAsync(PortalDbContext db, TenantId tenant, EnvironmentId environment, ModelId model, CancellationToken ct);

    /// <summary>Whether the stored bytes of a version are still what was registered. Reads all of them, so it is asked before a unit of work.</summary>
    Task<bool> IsFileWholeAsync(TenantId tenant, Digest digest, CancellationToken ct);

    /// <summary>Stages the switch, or the first step of a rollout, in the caller's unit of work: it becomes true with the decision or not at all.</summary>
    Task DeployAsync(UnitOfWork unit, PromotedVersion promoted, CancellationToken ct);
}
