using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>For a risk class and an environment's purpose: which gates, and how approval goes. One per combination and tenant.</summary>
public sealed class Policy : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required PolicyId Id { get; init; }

    public required RiskClass RiskClass { get; init; }

    public required EnvironmentPurpose Purpose { get; init; }

    /// <summary>Raised by every edit; a promotion keeps the number it was asked under.</summary>
    public required int Number { get; set; }

    public required PolicyRules Rules { get; set; }

    public required DateTimeOffset EditedAt { get; set; }

    public long Revision { get; private set; }
}

/// <param name="ExceptionsAllowed">True when a compliance officer may let a failed gate pass with a reason; false when it blocks.</param>
/// <param name="ApprovalRequired">False when a promotion without a failed gate goes live at once.</param>
public sealed record PolicyRules(IReadOnlyList<Gate> Gates, bool ExceptionsAllowed, bool ApprovalRequired);
