using Portal.Core.Promotions;

namespace Portal.Core.Deployments;

/// <summary>Says whether what is live could be gone back to, should another version replace it.</summary>
internal static class RollbackPlans
{
    public static RollbackPlan Judge(RollbackPlace place, bool artifactWhole)
    {
        var (model, environment) = (place.Model.Name, place.Environment.Name);
        if (place.Live is not { } live)
        {
            return new(null, null, ArtifactWhole: false, RegionAllowed: false, $"Nothing of {model} is live in {environment} yet, so there is no version to go back to.");
        }

        var refusal = PlacementRules.RefusesRegion(environment, place.Environment.Region, model, place.Model.AllowedRegions)
            ?? PlacementRules.RefusesClassification(environment, place.Environment.AllowedClassifications, model, place.Model.DataClassification);
        var damaged = RollbackRules.RefusesArtifact(artifactWhole, model, place.LiveNumber);
        var sentence = (refusal ?? damaged) is { } reason
            ? $"Going back to version {place.LiveNumber} would not work: {reason.Sentence}"
            : $"One act takes {model} in {environment} back to version {place.LiveNumber}: its file is whole, and it is allowed there.";
        return new(live.VersionId, place.LiveNumber, artifactWhole, refusal is null, sentence);
    }
}
