using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Monitoring.Observations.Browsing;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Monitoring.Observations.Retention;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Monitoring.Observations;

public static class ObservationsRoom
{
    public static IServiceCollection AddObservations(this IServiceCollection services, ObservationOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ReceivingSlots>()
        .AddSingleton<BlockShelf>()
        .AddSingleton<BaselineShelf>()
        .AddSingleton(services => new ReceiveInputs(
            services.GetRequiredService<AuditTrail>(),
            services.GetRequiredService<PortalDatabase>(),
            services.GetRequiredService<BlockShelf>(),
            services.GetRequiredService<BaselineShelf>(),
            services.GetRequiredService<ReceivingSlots>(),
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<ReceiveInputs>>()))
        .AddSingleton(services => new ReceiveLabels(
            services.GetRequiredService<AuditTrail>(),
            services.GetRequiredService<PortalDatabase>(),
            services.GetRequiredService<BlockShelf>(),
            services.GetRequiredService<BaselineShelf>(),
            services.GetRequiredService<ReceivingSlots>(),
            options))
        .AddSingleton(services => new ObservedWindows(services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<BaselineShelf>()))
        .AddSingleton(services => new ObservationRows(services.GetRequiredService<PortalDatabase>(), services.GetRequiredService<BlockShelf>()))
        .AddSingleton<BatchList>()
        .AddSingleton<HourList>()
        .AddSingleton<SetSampleShare>()
        .AddSingleton<SetRetention>()
        .AddSingleton<DeleteOldBlocks>()
        .AddPortalJob<DeleteOldBlocksJob>(DeleteOldBlocksJob.Key, TimeSpan.FromHours(1));
}
