using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

public static class RolloutsRoom
{
    public static IServiceCollection AddRollouts(this IServiceCollection services) => services
        .AddSingleton<RolloutGate>()
        .AddSingleton(services => new AdvanceRollout(services.GetRequiredService<AuditTrail>(), services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<RolloutGate>()))
        .AddSingleton<HoldRollout>()
        .AddSingleton<ResumeRollout>()
        .AddSingleton<TakeBackRollout>()
        .AddSingleton<RolloutList>()
        .AddSingleton(services => new RolloutDetail(
            services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<RolloutList>(), services.GetRequiredService<RolloutGate>(), services.GetRequiredService<TimeProvider>()))
        .AddSingleton(services => new DueRollouts(
            services.GetRequiredService<PortalDatabase>(),
            services.GetRequiredService<TenantDirectory>(),
            services.GetRequiredService<RolloutGate>(),
            services.GetRequiredService<AdvanceRollout>(),
            services.GetRequiredService<HoldRollout>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<DueRollouts>>()))
        .AddPortalJob<AdvanceRolloutsJob>(AdvanceRolloutsJob.Key, TimeSpan.FromSeconds(15));
}
