using System.Text.Json.Serialization;
using Portal.Core.Datasets;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>What a policy is for: a risk class in an environment's purpose, and where it is narrower, one task or one classification of data.</summary>
public sealed record PolicyScope(RiskClass RiskClass, EnvironmentPurpose Purpose, ModelTask? Task = null, DataClassification? Classification = null)
{
    public const int LongestKey = 120;

    /// <summary>One text for one scope, so that every database can keep it unique.</summary>
    [JsonIgnore]
    public string Key => $"{RiskClass}/{Purpose}/{Task?.ToString() ?? "*"}/{Classification?.ToString() ?? "*"}";

    public bool Covers(RiskClass risk, EnvironmentPurpose purpose, ModelTask task, DataClassification classification) =>
        RiskClass == risk && Purpose == purpose && (Task is null || Task == task) && (Classification is null || Classification == classification);

    /// <summary>Of several that cover a model, the highest holds: task and data, task alone, data alone, neither.</summary>
    [JsonIgnore]
    public int Narrowness => (Task is null ? 0 : 2) + (Classification is null ? 0 : 1);

    /// <summary>Whether every model of the other scope belongs to this one as well, and more do.</summary>
    public bool IsBroaderThan(PolicyScope other) =>
        RiskClass == other.RiskClass && Purpose == other.Purpose && Narrowness < other.Narrowness
        && (Task is null || Task == other.Task) && (Classification is null || Classification == other.Classification);
}

/// <summary>Which gates, and how approval goes. One for each scope and tenant.</summary>
public sealed class Policy : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required PolicyId Id { get; init; }

    public required RiskClass RiskClass { get; init; }

    public required EnvironmentPurpose Purpose { get; init; }

    /// <summary>Null for any.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Null for any.</summary>
    public DataClassification? Classification { get; init; }

    public required string ScopeKey { get; init; }

    /// <summary>Raised by every edit; a promotion keeps the number it was asked under.</summary>
    public required int Number { get; set; }

    public required PolicyRules Rules { get; set; }

    public required DateTimeOffset EditedAt { get; set; }

    /// <summary>Set where a narrower policy is asked no more: the next broader one holds again. Added anew, it counts on from its number.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public long Revision { get; private set; }

    public PolicyScope Scope => new(RiskClass, Purpose, Task, Classification);
}

/// <summary>A policy as one edit left it. Never changed.</summary>
public sealed class PolicyVersion : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PolicyId PolicyId { get; init; }

    public required int Number { get; init; }

    public required PolicyRules Rules { get; init; }

    /// <summary>Null for the portal itself.</summary>
    public required MemberId? EditedBy { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset EditedAt { get; init; }

    /// <summary>Whether the policy was taken away here, with the rules that it had.</summary>
    public bool Retired { get; init; }
}

/// <summary>What a policy asks.</summary>
public sealed record PolicyRules
{
    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>Empty: a promotion that no gate blocks goes live at once.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    public SeparationOfDuties Separation { get; init; } = new();

    /// <summary>Null: what a gate blocks stays blocked.</summary>
    public ExceptionRules? Exceptions { get; init; }

    public PromotionTerms Terms { get; init; } = new();

    /// <summary>How an approved version comes to answer all requests.</summary>
    public RolloutPlan Rollout { get; init; } = RolloutPlan.AtOnce;

    [JsonIgnore]
    public bool ExceptionsAllowed => Exceptions is not null;

    [JsonIgnore]
    public bool ApprovalRequired => Stages.Count > 0;

    /// <summary>The stages that a promotion goes through. Whoever lets a gate pass never does so without somebody who decides.</summary>
    /// <param name="needsException">Whether a gate blocks it.</param>
    public IReadOnlyList<Stage> StagesFor(bool needsException) => Stages.Count > 0 || !needsException ? Stages : [Stage.AfterException];
}

/// <summary>Who has no say beside whoever registered the version, who never has one.</summary>
public sealed record SeparationOfDuties(bool Requester = true, bool Owner = false);

/// <param name="GrantedBy">The role that may let a gate pass.</param>
/// <param name="LongestDays">After how many days at most it ends.</param>
public sealed record ExceptionRules(Role GrantedBy, int LongestDays = 90);

/// <param name="ExpiresAfterDays">A promotion that nobody decided on ends by itself; null for never.</param>
/// <param name="SignatureMinutes">How long ago a decider may have signed in; null when it does not matter.</param>
/// <param name="LiveBefore">The version must be live, or have been, in an environment of this purpose; null for none.</param>
/// <param name="UseCase">The model must belong to an approved use case.</param>
/// <param name="AutomaticRollback">False where the portal must not take a version back by itself, whatever a monitor asks for.</param>
/// <param name="EvidenceDays">How old the evidence of an approval may become before what is live must be approved again; null where it never ages.</param>
public sealed record PromotionTerms(
    int? ExpiresAfterDays = null, int? SignatureMinutes = null, EnvironmentPurpose? LiveBefore = null, bool UseCase = false, bool AutomaticRollback = true, int? EvidenceDays = null);
