namespace Portal.Core.Monitoring.Retraining;

/// <summary>Configuration section <c>Portal:Retraining</c>.</summary>
public sealed record RetrainingOptions
{
    /// <summary>Hours between two requests that the portal makes by itself for one model.</summary>
    public int CoolDownHours { get; init; } = 24;
}
