using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;
using Portal.Web.Shell;

namespace Portal.Web.Webhooks;

public sealed partial class WebhooksPage
{
    private static readonly (string Value, string Text)[] s_states = [.. Enum.GetValues<DeliveryState>().Select(state => (state.ToString().ToLowerInvariant(), state.ToString()))];

    private Loaded<IReadOnlyList<WebhookRow>>? _list;
    private bool _may;
    private bool _adding;
    private WebhookRow? _editing;
    private WebhookRow? _renewing;
    private WebhookRow? _removing;
    private string? _secret;
    private int _round;

    [Inject]
    private WebhookList Webhooks { get; set; } = null!;

    [Inject]
    private SendTestEvent Test { get; set; } = null!;

    [Inject]
    private ResendDelivery Resend { get; set; } = null!;

    [Inject]
    private RenewWebhookSecret Renew { get; set; } = null!;

    [Inject]
    private RemoveWebhook Remove { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    private async Task<Outcome<IReadOnlyList<WebhookRow>>> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _may = RoleRules.Refuses(actor, Permission.ManageWebhooks) is null;
        StateHasChanged();
        return await Webhooks.ReadAsync(actor, ct);
    }

    private async Task<Outcome<Page<DeliveryRow>>> DeliveriesAsync(PageRequest page, CancellationToken ct) =>
        await Webhooks.DeliveriesAsync(await ActorAsync(ct), new DeliveryListRequest(page, State: Words.Parse<DeliveryState>(State)), ct);

    private void Show(string state) => Navigation.NavigateTo(state.Length == 0 ? "/webhooks" : $"/webhooks?state={state}", replace: true);

    private Task ClosedAsync(string? news)
    {
        (_adding, _editing) = (false, null);
        return news is null ? Task.CompletedTask : ToldAsync(news);
    }

    /// <summary>Somebody else changed it meanwhile: what they changed is shown before it is edited again.</summary>
    private Task StaleAsync()
    {
        _editing = null;
        return _list!.ReloadAsync();
    }

    private void Renewing(WebhookRow? row)
    {
        Forget();
        _renewing = row;
    }

    private void Removing(WebhookRow? row)
    {
        Forget();
        _removing = row;
    }

    private Task TestAsync(WebhookRow row) => RunAsync((actor, ct) => Test.RunAsync(actor, row.Id, ct), _ => ToldAsync("A test event is on its way."));

    private Task ResendAsync(DeliveryRow row) => RunAsync((actor, ct) => Resend.RunAsync(actor, row.Id, ct), _ => ToldAsync("It is sent again."));

    private Task RenewAsync(WebhookRow row) => RunAsync((actor, ct) => Renew.RunAsync(actor, row.Id, ct), made =>
    {
        (_renewing, _secret) = (null, made.Secret);
        return ToldAsync("The secret is renewed.");
    });

    private Task RemoveAsync(WebhookRow row) => RunAsync((actor, ct) => Remove.RunAsync(actor, row.Id, ct), _ =>
    {
        _removing = null;
        return ToldAsync("The webhook is removed.");
    });

    private Task ToldAsync(string news)
    {
        News.Tell(news);
        _round++;
        return _list!.ReloadAsync();
    }
}
