using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Monitoring.Jobs;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring;

public static class MonitoringRoom
{
    /// <summary>The sub-rooms in their order: later ones may read earlier ones.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services, MonitorOptions monitors) => services
        .AddMonitors(monitors)
        .AddJobs();
}
