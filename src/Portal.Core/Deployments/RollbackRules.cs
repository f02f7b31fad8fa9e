namespace Portal.Core.Deployments;

/// <summary>A version that was live in an environment before, and what let it.</summary>
/// <param name="PromotionId">Of the newest time that it was live there; null when break-glass let it.</param>
/// <param name="Origin">The deployment that let it in first.</param>
internal sealed record RollbackChoice(Registry.VersionId Version, int Number, Storage.Digest Digest, Promotions.PromotionId? PromotionId, DeploymentId Origin);

/// <summary>Whether a model can be taken back. Pure: null means it can.</summary>
public static class RollbackRules
{
    public static Refusal NothingLive(string model, string environment) =>
        new(RefusalKind.Conflict, "rollback.nothing-live", $"No version of {model} is live in {environment}.", "There is nothing to roll back.");

    public static Refusal NothingEarlier(string model, int live, string environment) => new(
        RefusalKind.Conflict, "rollback.nothing-earlier", $"Version {live} is the first of {model} in {environment}: nothing was live there before it.",
        "Choose a version that was live there at another time, or promote another one.");

    public static Refusal NeverLive(string model, int number, string environment) =>
        new(RefusalKind.Blocked, "rollback.never-live", $"{model} version {number} was never live in {environment}, so it can't be rolled back to.", "Ask for its promotion instead.");

    public static Refusal AlreadyLive(string model, int number, string environment) =>
        new(RefusalKind.Conflict, "rollback.already-live", $"{model} version {number} is what is live in {environment}.", "Choose another version.");

    public static Refusal AnotherIsLive(string model, int live, string environment) => new(
        RefusalKind.Conflict, "rollback.another-live", $"Version {live} of {model} is live in {environment} by now, not the one that breached.", "There is nothing to take back; look at whether the live one breaches, too.");

    /// <summary>What the portal does by itself is done by a job of it: not by a person, a token or an operator's command.</summary>
    public static Refusal? RefusesOtherThanJob(Tenancy.Actor actor) => actor is { IsSystem: true, Origin: Tenancy.ActorOrigin.Job }
        ? null
        : new(RefusalKind.Forbidden, "rollback.portal", "Only the portal itself rolls back automatically, for an incident.", "Roll back by hand, with a reason.");

    /// <param name="automatically">Whether the policy lets the portal take it back.</param>
    public static Refusal? RefusesByPolicy(bool automatically, string model, string environment) => automatically
        ? null
        : new(RefusalKind.Blocked, "rollback.by-hand", $"The policy under which {model} went live in {environment} leaves taking it back to people.", "Roll back by hand, with a reason.");

    /// <param name="whole">False when the stored bytes do not hash to the version's digest any more.</param>
    public static Refusal? RefusesArtifact(bool whole, string model, int number) => whole
        ? null
        : new(RefusalKind.Blocked, "rollback.artifact-damaged", $"The file of {model} version {number} is lost or not what was registered, so it can't go live.", "Restore the artifact store from a backup, or choose another version.");
}
