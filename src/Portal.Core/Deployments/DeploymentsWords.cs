namespace Portal.Core.Deployments;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class DeploymentsWords
{
    public static string InWords(this EnvironmentPlacement placement) => placement switch
    {
        EnvironmentPlacement.PublicCloud => "public cloud",
        EnvironmentPlacement.PrivateCluster => "private cluster",
        EnvironmentPlacement.Edge => "edge",
        _ => throw new ArgumentOutOfRangeException(nameof(placement), placement, null),
    };
}
