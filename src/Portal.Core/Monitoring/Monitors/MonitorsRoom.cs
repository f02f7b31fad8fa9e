using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Monitoring.Monitors.Measuring;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public static class MonitorsRoom
{
    public static IServiceCollection AddMonitors(this IServiceCollection services, MonitorOptions options) => services
        .AddSingleton(options)
        .AddSingleton<CreateMonitor>()
        .AddSingleton<EditMonitor>()
        .AddSingleton<PauseMonitor>()
        .AddSingleton<ResumeMonitor>()
        .AddSingleton<DeleteMonitor>()
        .AddSingleton<RunMonitorNow>()
        .AddSingleton<CancelMonitorRun>()
        .AddSingleton<RetryMonitorRun>()
        .AddSingleton<AddDefaultMonitors>()
        .AddSingleton<DefaultMonitorPlan>()
        .AddSingleton<SentSignals>()
        .AddSingleton<MonitorList>()
        .AddSingleton<MonitorDetail>()
        .AddSingleton<MonitorRunList>()
        .AddSingleton(found => new MonitorPreview(found.GetRequiredService<PortalDatabase>(), found.GetRequiredService<IWindowMeter>(), found.GetRequiredService<TimeProvider>()))
        .AddSingleton<IWindowMeter, MeasureWindow>()
        .AddSingleton<RunningMonitors>()
        .AddSingleton<QueueDueWindows>()
        .AddSingleton<ClaimMonitorRun>()
        .AddSingleton<RequeueLostRuns>()
        .AddSingleton<EndMonitorRun>()
        .AddSingleton<RunMonitor>()
        .AddSingleton(found => new MonitorRunner(
            found.GetRequiredService<TenantDirectory>(),
            found.GetRequiredService<QueueDueWindows>(),
            found.GetRequiredService<ClaimMonitorRun>(),
            found.GetRequiredService<RequeueLostRuns>(),
            found.GetRequiredService<RunMonitor>(),
            found.GetRequiredService<MonitorOptions>(),
            found.GetRequiredService<ILogger<MonitorRunner>>()))
        .AddHostedService(found => found.GetRequiredService<MonitorRunner>())
        .AddPortalJob<RunMonitorsJob>(RunMonitorsJob.Key, TimeSpan.FromSeconds(10));
}
