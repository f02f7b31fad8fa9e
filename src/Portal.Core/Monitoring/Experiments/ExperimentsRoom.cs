using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

public static class ExperimentsRoom
{
    public static IServiceCollection AddExperiments(this IServiceCollection services) => services
        .AddSingleton<ArmReader>()
        .AddSingleton<CountExperiment>()
        .AddSingleton<CreateExperiment>()
        .AddSingleton<StartExperiment>()
        .AddSingleton<StopExperiment>()
        .AddSingleton<ConcludeExperiment>()
        .AddSingleton<DeleteExperiment>()
        .AddSingleton<ReportOutcomes>()
        .AddSingleton(services => new LookAtExperiment(services.GetRequiredService<AuditTrail>(), services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<CountExperiment>()))
        .AddSingleton(services => new ExperimentOutlook(services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<ArmReader>(), services.GetRequiredService<TimeProvider>()))
        .AddSingleton<ExperimentList>()
        .AddSingleton<ExperimentDetail>()
        .AddSingleton<ExperimentUnits>()
        .AddSingleton(services => new DueExperiments(
            services.GetRequiredService<PortalDatabase>(),
            services.GetRequiredService<TenantDirectory>(),
            services.GetRequiredService<LookAtExperiment>(),
            services.GetRequiredService<StopExperiment>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<DueExperiments>>()))
        .AddPortalJob<LookAtExperimentsJob>(LookAtExperimentsJob.Key, TimeSpan.FromSeconds(30));
}
