using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public enum PromotionState
{
    /// <summary>A gate failed and the policy wants an exception before anybody decides.</summary>
    NeedsException,
    Waiting,
    Approved,
    Rejected,

    /// <summary>Sent back: it waits for the requester's answer.</summary>
    ChangesRequested,
    Withdrawn,

    /// <summary>Nobody decided in the time that the policy gives.</summary>
    Expired,
}

/// <summary>A request to make a version live in an environment, with policy and evidence as they were when it was asked for.</summary>
public sealed class Promotion : ITenantOwned, IRevised
{
    /// <summary>Stands where no deadline runs, so that every database sorts it last.</summary>
    public static DateTimeOffset NoDeadline { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private PromotionState _state;

    public required TenantId TenantId { get; init; }

    public required PromotionId Id { get; init; }

    /// <summary>What people call it: P-12.</summary>
    public required int Number { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Another one of the same model only when changes were asked for.</summary>
    public required VersionId VersionId { get; set; }

    public required EnvironmentId EnvironmentId { get; init; }

    /// <summary>The version is live there already: approved again on newer evidence, nothing there changes.</summary>
    public bool IsRenewal { get; init; }

    public required MemberId RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required string Note { get; set; }

    /// <summary>Canonical JSON of policy, gates with verdicts, evaluations and champion. Replaced only by an exception and by an answer to asked changes; the policy never.</summary>
    public required string Evidence { get; set; }

    /// <summary>A decision names the digest that the decider saw; another one is refused as stale.</summary>
    public required Digest EvidenceDigest { get; set; }

    public required PromotionState State
    {
        get => _state;
        set
        {
            _state = value;
            KeepDeadline();
        }
    }

    /// <summary>The earliest deadline of its open stages, <see cref="NoDeadline"/> without one and while nobody is to decide: what lists sort by.</summary>
    public DateTimeOffset DecideBy { get; private set; } = NoDeadline;

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public List<PromotionStage> Stages { get; init; } = [];

    public List<Decision> Decisions { get; init; } = [];

    public long Revision { get; private set; }

    /// <summary>After a stage opened or closed.</summary>
    internal void KeepDeadline() =>
        DecideBy = (_state == PromotionState.Waiting ? Stages.Where(stage => stage.State == StageState.Open).Min(stage => stage.DueAt) : null) ?? NoDeadline;
}
