using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Web.Registry;

namespace Portal.Web.Deployments;

/// <param name="Name">Stands in addresses and never changes.</param>
/// <param name="Purpose">Which policies hold there; never changes either.</param>
/// <param name="Terms">Left away: no capacity is told, standard price, all data.</param>
public sealed record CreateEnvironmentBody(
    string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description = "", EnvironmentTermsBody? Terms = null);

/// <param name="Terms">Left away: they stay as they are.</param>
public sealed record EditEnvironmentBody(EnvironmentPlacement Placement, string Region, string Description, EnvironmentTermsBody? Terms = null);

/// <param name="Capacity">The machines, as people say it: "8 × A10".</param>
/// <param name="Slots">How many deployments it has room for; absent when nobody has said.</param>
/// <param name="AllowedClassifications">What kinds of data a model may have seen to be live there; empty for all.</param>
public sealed record EnvironmentTermsBody(string Capacity = "", int? Slots = null, PriceClass PriceClass = PriceClass.Standard, IReadOnlyList<DataClassification>? AllowedClassifications = null)
{
    public EnvironmentTerms ToTerms() => new(Capacity, Slots, PriceClass, AllowedClassifications ?? []);

    public static EnvironmentTermsBody Of(EnvironmentTerms terms) => new(terms.Capacity, terms.Slots, terms.PriceClass, terms.AllowedClassifications);
}

/// <param name="LiveModels">How many models have a version live there.</param>
/// <param name="SlotsTaken">One for each live model, and one more for each rollout that runs.</param>
public sealed record EnvironmentResponse(
    Guid Id, string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description, DateTimeOffset CreatedAt,
    int LiveModels, int SlotsTaken, EnvironmentTermsBody Terms, long Revision)
{
    public static EnvironmentResponse Of(EnvironmentRow row) => new(
        row.Id.Value, row.Name, row.Purpose, row.Placement, row.Region, row.Description, row.CreatedAt, row.Live, row.SlotsTaken, EnvironmentTermsBody.Of(row.Terms), row.Revision);
}

/// <param name="Promotion">The number of the promotion that allowed the version there: 12 for P-12. Absent for break-glass.</param>
/// <param name="StartedBy">Absent for the portal itself.</param>
/// <param name="EndedAt">Absent while it is live.</param>
/// <param name="ChampionSince">When it took over; absent for a challenger that has not, or never did.</param>
/// <param name="Incident">The number of the incident that an automatic rollback answered: 7 for I-7.</param>
/// <param name="EvidenceUntil">Of what is live: from then on the evidence of its approval is too old and has to be renewed. Absent where the policy lets evidence never age.</param>
public sealed record DeploymentItem(
    Guid Id, string Environment, string Model, int Version, DeploymentCause Cause, int? Promotion, string Reason, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    DateTimeOffset? ChampionSince, int? Incident, DateTimeOffset? EvidenceUntil)
{
    public static DeploymentItem Of(DeploymentRow row) => new(
        row.Id.Value, row.Environment, row.Model, row.VersionNumber, row.Cause, row.Promotion, row.Reason, row.StartedBy, row.StartedAt, row.EndedAt, row.ChampionSince, row.Incident, row.EvidenceUntil);
}

/// <param name="Digest">SHA-256 of the artifact, in hexadecimal.</param>
/// <param name="ArtifactAddress">Where the artifact's bytes are.</param>
/// <param name="Share">Percent of the requests that this version answers: 100 unless a challenger answers some.</param>
/// <param name="Challenger">What stands beside it while a rollout runs; absent when none does.</param>
public sealed record LiveResponse(
    string Environment, string Model, int Version, string Digest, long Length, string ArtifactAddress, Guid Deployment, DateTimeOffset Since, int Share, ChallengerResponse? Challenger)
{
    public static LiveResponse Of(LiveRow live) => new(
        live.Environment, live.Model, live.VersionNumber, live.Digest.Hex, live.Length, RegistryApi.ArtifactAddress(live.Model, live.VersionNumber), live.Deployment.Value, live.Since, live.Share,
        live.Challenger is { } challenger ? ChallengerResponse.Of(live.Model, challenger) : null);
}

/// <param name="Mode">Of a shadow the answers go nowhere: send it copies of its share of the requests.</param>
/// <param name="Share">Percent of the requests: those whose bucket is below it.</param>
public sealed record ChallengerResponse(int Version, string Digest, long Length, string ArtifactAddress, Guid Deployment, DateTimeOffset Since, RolloutStrategy Mode, int Share)
{
    public static ChallengerResponse Of(string model, LiveChallenger row) => new(
        row.VersionNumber, row.Digest.Hex, row.Length, RegistryApi.ArtifactAddress(model, row.VersionNumber), row.Deployment.Value, row.Since, row.Mode, row.Share);
}

/// <param name="Reason">Kept in the audit trail.</param>
/// <param name="ToVersion">The number of a version that was live there before; left away, the one before the live one.</param>
public sealed record RollBackBody(string Model, string Reason, int? ToVersion = null);

public sealed record RolledBackResponse(Guid Deployment, int FromVersion, int ToVersion)
{
    public static RolledBackResponse Of(RolledBack done) => new(done.Deployment.Value, done.FromVersion, done.ToVersion);
}

/// <param name="Version">Any registered version, evaluated or not.</param>
/// <param name="Reason">At least 20 characters: why it can't wait for an approval. Kept in the audit trail, and reviewed by somebody else.</param>
public sealed record BreakGlassBody(string Model, int Version, string Reason);

/// <param name="Replaced">The number of the version that was live before; absent when none was.</param>
/// <param name="FollowUp">The number of the review that somebody else completes: 3 for F-3.</param>
public sealed record BrokenGlassResponse(Guid Deployment, int Version, int? Replaced, int FollowUp)
{
    public static BrokenGlassResponse Of(GlassBroken done) => new(done.Deployment.Value, done.Version, done.Replaced, done.FollowUp);
}
