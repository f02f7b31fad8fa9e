namespace Portal.Core.Deployments;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class DeploymentsWords
{
    /// <summary>Whether the version was live there before, and was gone back to by a person or by the portal.</summary>
    public static bool IsRollback(this DeploymentCause cause) => cause is DeploymentCause.Rollback or DeploymentCause.AutomaticRollback;

    public static string InWords(this PriceClass price) => price switch
    {
        PriceClass.Economy => "economy",
        PriceClass.Standard => "standard",
        PriceClass.Premium => "premium",
        _ => throw new ArgumentOutOfRangeException(nameof(price), price, null),
    };

    public static string InWords(this EnvironmentPlacement placement) => placement switch
    {
        EnvironmentPlacement.PublicCloud => "public cloud",
        EnvironmentPlacement.PrivateCluster => "private cluster",
        EnvironmentPlacement.Edge => "edge",
        _ => throw new ArgumentOutOfRangeException(nameof(placement), placement, null),
    };
}
