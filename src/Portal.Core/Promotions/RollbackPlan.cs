using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>What would be gone back to if a promoted version had to be taken back, and whether that would work.</summary>
/// <param name="Version">The version that is live before the promotion; null when none is, so that there is nothing to go back to.</param>
/// <param name="ArtifactWhole">Whether its file is still what was registered.</param>
/// <param name="RegionAllowed">Whether its model may still be live there.</param>
/// <param name="Sentence">All of it in words.</param>
public sealed record RollbackPlan(VersionId? Version, int? Number, bool ArtifactWhole, bool RegionAllowed, string Sentence)
{
    public bool IsReady => Version is not null && ArtifactWhole && RegionAllowed;
}
