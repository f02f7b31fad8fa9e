using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Webhooks;

/// <summary>Listens to what all rooms say and sends it outside; no room knows of it.</summary>
public static class WebhooksRoom
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        foreach (var kind in WebhookKinds.All)
        {
            services.AddSingleton<IOutboxHandler>(provider => new WebhookIntake(kind.Kind, provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<PortalDatabase>()));
        }

        return services
            .AddSingleton(options)
            .AddSingleton<WebhookDispatcher>()
            .AddSingleton<AddWebhook>()
            .AddSingleton<EditWebhook>()
            .AddSingleton<RenewWebhookSecret>()
            .AddSingleton<RemoveWebhook>()
            .AddSingleton<SendTestEvent>()
            .AddSingleton<ResendDelivery>()
            .AddSingleton<WebhookList>()
            .AddSingleton<IOldRows, OldDeliveries>()
            .AddPortalJob<DeliverWebhooksJob>(DeliverWebhooksJob.Key, TimeSpan.FromSeconds(5));
    }
}
