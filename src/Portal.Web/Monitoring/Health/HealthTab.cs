namespace Portal.Web.Monitoring.Health;

/// <summary>The sections of a model's health; the address says which one.</summary>
public enum HealthTab
{
    Overview,
    Drift,
    Performance,
    Bias,
    Quality,

    /// <summary>All columns at once: what no single column shows.</summary>
    Together,
    Observations,
}
