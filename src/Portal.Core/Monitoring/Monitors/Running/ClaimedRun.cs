using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>A run that somebody holds the lease of.</summary>
internal sealed record ClaimedRun(TenantId Tenant, MonitorRunId Id, string Owner, int Attempt, Monitor Monitor, MonitorWindow Window);
