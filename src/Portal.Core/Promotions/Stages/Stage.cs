using System.Text.Json.Serialization;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>What of a request a stage looks at.</summary>
public enum RequestPart
{
    /// <summary>Which version is asked for.</summary>
    Version,

    /// <summary>What the gates found.</summary>
    Evidence,

    /// <summary>What the requester writes to the deciders.</summary>
    Note,
}

/// <summary>One approval that a policy asks for: who gives it, how many of them, and until when.</summary>
/// <param name="Name">What people call it: <c>Model review</c>.</param>
/// <param name="Step">Stages of one step are open at the same time; a step opens when all stages before it have approved.</param>
/// <param name="Quorum">How many different persons approve; null means everybody who is named.</param>
/// <param name="LooksAt">After changes, a stage that has approved starts again when one of these changed. Empty means any.</param>
public sealed record Stage(
    string Name,
    Deciders Deciders,
    int Step = 1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Quorum = 1,
    IReadOnlyList<RequestPart>? LooksAt = null,
    StageDeadline? Deadline = null)
{
    public const int LongestName = 60;

    /// <summary>Where a policy asks for no approval, an exception still does.</summary>
    public static Stage AfterException { get; } = new("Approval", Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer));

    /// <summary>How many approvals it takes.</summary>
    [JsonIgnore]
    public int Needed => Quorum ?? Deciders.Members.Count;

    public bool IsTouchedBy(IReadOnlyCollection<RequestPart> changed) => changed.Count > 0 && (LooksAt is null or [] || LooksAt.Any(changed.Contains));
}

/// <summary>Who decides on a stage: anybody who has one of the roles, is in the team, or is named.</summary>
public sealed record Deciders
{
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The name of a team.</summary>
    public string? Team { get; init; }

    /// <summary>E-mail addresses.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public static Deciders OfRoles(params IReadOnlyList<Role> roles) => new() { Roles = roles };
}

/// <param name="Hours">From the stage's opening.</param>
/// <param name="RemindHours">How long before the deadline deciders are reminded; null for never.</param>
/// <param name="EscalatesTo">Who may decide as well once the deadline has passed; null when nobody else may.</param>
public sealed record StageDeadline(double Hours, double? RemindHours = null, Role? EscalatesTo = null);
