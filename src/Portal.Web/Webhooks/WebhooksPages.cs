using Portal.Core.Tenancy;
using Portal.Core.Webhooks;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Webhooks;

/// <summary>The page of webhooks, its place in the navigation, and what waits there.</summary>
public static class WebhooksPages
{
    public static IServiceCollection AddWebhooksPages(this IServiceCollection services) => services
        .AddScoped<IWaitingSource, FailedDeliveries>()
        .AddNavigation(new NavigationEntry("webhooks", "Webhooks", "/webhooks", "link", Permission.ManageWebhooks));

    public static Tone ToneOf(DeliveryState state) => state switch { DeliveryState.Delivered => Tone.Passed, DeliveryState.Failed => Tone.Failed, _ => Tone.Queued };

    private sealed class FailedDeliveries(WebhookList list, CircuitActor actor) : IWaitingSource
    {
        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var (count, newest) = await list.FailedAsync(await actor.GetAsync(ct), ct);
            return count == 0 || newest is not { } at ? [] :
                [new WaitingItem("link", "Events were not delivered", $"{Figures.Count(count, "delivery", "deliveries")} to a webhook failed for good.", "See them", "/webhooks?state=failed", at)];
        }
    }
}
