namespace Portal.Core.Deployments.Waiting;

/// <summary>Configuration section <c>Portal:Live</c>.</summary>
public sealed record LiveOptions
{
    /// <summary>How many of one tenant's programs may wait at this node for what is live to change.</summary>
    public int MaxWaiting { get; init; } = 500;
}
