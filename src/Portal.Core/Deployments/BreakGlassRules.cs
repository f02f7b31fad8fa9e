using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>What is asked of whoever breaks the glass. Pure: null means allowed.</summary>
public static class BreakGlassRules
{
    /// <summary>Shorter says nothing to whoever reviews it.</summary>
    public const int ShortestReason = 20;

    /// <summary>As long as people remember what they saw.</summary>
    public static readonly TimeSpan ReviewWithin = TimeSpan.FromDays(3);

    public static Refusal? RefusesReason(string? reason) =>
        reason is null || reason.Trim().Length < ShortestReason
            ? Refusal.Invalid("reason", $"Say in at least {ShortestReason} characters why this can't wait for an approval; somebody else reviews it.")
            : Texts.RefusesReason(reason);

    public static Refusal? RefusesPortal(Actor actor) =>
        actor.IsSystem ? new(RefusalKind.Forbidden, "break-glass.person", "A person breaks the glass, never the portal itself.") : null;

    /// <summary>For a compliance officer; where one did it, for the other role that may.</summary>
    internal static FollowUpOrder Review(Actor actor, LiveChange change, DateTimeOffset now) => new(
        FollowUpKind.BreakGlassReview, change.Environment, change.Model, change.Version,
        $"Review why {change.Name} was made live without an approval: {change.Reason}", now + ReviewWithin,
        actor.Roles.Contains(Role.ComplianceOfficer) ? Role.TenantAdministrator : Role.ComplianceOfficer);

    public static Refusal AlreadyLive(string model, int number, string environment) =>
        new(RefusalKind.Conflict, "break-glass.already-live", $"{model} version {number} is what is live in {environment}.", "Choose another version.");

    /// <param name="whole">False when the stored bytes do not hash to the version's digest any more.</param>
    public static Refusal? RefusesVersion(Environment environment, Registry.Model model, int number, bool whole) =>
        PlacementRules.RefusesRegion(environment.Name, environment.Region, model.Name, model.AllowedRegions)
        ?? PlacementRules.RefusesClassification(environment.Name, environment.AllowedClassifications, model.Name, model.DataClassification)
        ?? RollbackRules.RefusesArtifact(whole, model.Name, number);
}
