using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Costs.Savings.Finding;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

public static class SavingsRoom
{
    public static IServiceCollection AddSavings(this IServiceCollection services) => services
        .AddSingleton<DecideSaving>()
        .AddSingleton<SavingsList>()
        .AddSingleton(services => new MeasuredUseReader(services.GetRequiredService<HardwareCosts>(), services.GetRequiredService<HardwarePrices>()))
        .AddSingleton(services => new FindSavings(
            services.GetRequiredService<AuditTrail>(), services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<TenantDirectory>(), services.GetRequiredService<MeasuredUseReader>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FindSavings>>()))
        .AddPortalJob<FindSavingsJob>(FindSavingsJob.Key, TimeSpan.FromHours(1));
}
