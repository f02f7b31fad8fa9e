using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Webhooks;
using Portal.Web.Api;

namespace Portal.Web.Webhooks;

/// <param name="Kinds">See <c>webhooks/kinds</c>.</param>
public sealed record AddWebhookBody(string Url, IReadOnlyList<string> Kinds, string Description = "");

/// <param name="Paused">Nothing is sent while it is; what happens meanwhile is not sent later either.</param>
public sealed record EditWebhookBody(string Url, IReadOnlyList<string> Kinds, string Description, bool Paused);

/// <param name="Secret">The only place where it stands.</param>
public sealed record WebhookSecretAnswer(Guid Id, string Secret);

/// <param name="SecretTail">The last four characters of the secret.</param>
/// <param name="Waiting">Deliveries that are still to come.</param>
/// <param name="Failed">Deliveries that failed for good.</param>
public sealed record WebhookAnswer(
    Guid Id, string Url, string Description, IReadOnlyList<string> Kinds, WebhookState State, string SecretTail, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, int Waiting, int Failed, long Revision)
{
    public static WebhookAnswer Of(WebhookRow row) => new(
        row.Id.Value, row.Url, row.Description, row.Kinds, row.State, row.SecretTail, row.CreatedBy, row.CreatedAt, row.DeliveredAt, row.Waiting, row.Failed, row.Revision);
}

/// <param name="Status">What the receiver answered; absent where no answer came.</param>
/// <param name="Answer">The beginning of what it said.</param>
/// <param name="Body">What is sent: the same, and signed, in every attempt.</param>
/// <param name="Late">Later events of its subject went on before it; the event says so too.</param>
public sealed record DeliveryAnswer(
    Guid Id, Guid Webhook, string Kind, DeliveryState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? TriedAt, DateTimeOffset? DueAt, int? Status, string? Answer, string? Failure, string Body, bool Late)
{
    public static DeliveryAnswer Of(DeliveryRow row) => new(
        row.Id.Value, row.Webhook.Value, row.Kind, row.State, row.Attempts, row.CreatedAt, row.TriedAt, row.State == DeliveryState.Waiting ? row.DueAt : null, row.Status, row.Answer, row.Failure, row.Body, row.IsLate);
}

/// <summary>Where events are sent, and what became of each, for programs.</summary>
public static class WebhooksApi
{
    public static void MapWebhooksApi(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("/kinds", () => TypedResults.Ok(WebhookKinds.All)).WithName("ListWebhookKinds").WithSummary("The kinds of events that can be sent");
        webhooks.MapGet("/", ListAsync).WithName("ListWebhooks").WithSummary("The tenant's webhooks, newest first");
        webhooks.MapPost("/", AddAsync).WithName("AddWebhook").WithMetadata(new ShownOnce()).WithSummary("Has events sent to an address; the answer is the only place where its secret stands");
        webhooks.MapGet("/deliveries", DeliveriesAsync).WithName("ListDeliveries").WithSummary("What was sent or is to be, newest first");
        webhooks.MapPost("/deliveries/{id:guid}/resend", ResendAsync).WithName("ResendDelivery").WithSummary("Makes a delivery due again that has failed for good");
        webhooks.MapGet("/{id:guid}", FindAsync).WithName("GetWebhook").WithSummary("One webhook");
        webhooks.MapPut("/{id:guid}", EditAsync).WithName("EditWebhook").WithSummary("Changes address, events and whether it is paused; If-Match is the revision that you saw");
        webhooks.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveWebhook").WithSummary("Ends a webhook; what still waits for it is not sent");
        webhooks.MapPost("/{id:guid}/secret", RenewAsync).WithName("RenewWebhookSecret").WithMetadata(new ShownOnce()).WithSummary("Gives it a new secret at once");
        webhooks.MapPost("/{id:guid}/test", TestAsync).WithName("SendTestEvent").WithSummary("Sends an event that means nothing");
    }

    private static async Task<Results<Ok<IReadOnlyList<WebhookAnswer>>, ProblemHttpResult>> ListAsync(Caller caller, WebhookList list, CancellationToken ct) =>
        (await list.ReadAsync(caller.Actor, ct)).ToOk<IReadOnlyList<WebhookRow>, IReadOnlyList<WebhookAnswer>>(rows => [.. rows.Select(WebhookAnswer.Of)]);

    private static async Task<Results<Created<WebhookSecretAnswer>, ProblemHttpResult>> AddAsync(Caller caller, AddWebhookBody body, AddWebhook act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AddWebhookRequest(body.Url, body.Kinds, body.Description), ct))
            .ToCreated(made => $"{ApiRoom.Prefix}/webhooks/{made.Id}", made => new WebhookSecretAnswer(made.Id.Value, made.Secret));

    private static async Task<Results<Ok<PageAnswer<DeliveryAnswer>>, ProblemHttpResult>> DeliveriesAsync(
        Caller caller, [AsParameters] PageQuery page, WebhookList list, CancellationToken ct, Guid? webhook = null, string? state = null)
    {
        var asked = QueryWords.Parse<DeliveryState>("state", state);
        return asked.IsOk
            ? (await list.DeliveriesAsync(caller.Actor, new DeliveryListRequest(page.ToRequest(), webhook is { } id ? new WebhookId(id) : null, asked.Value), ct)).ToOk(rows => rows.ToAnswer(DeliveryAnswer.Of))
            : asked.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResendAsync(Caller caller, Guid id, ResendDelivery act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new WebhookDeliveryId(id), ct)).ToNoContent();

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> FindAsync(Caller caller, Guid id, WebhookList list, HttpResponse response, CancellationToken ct)
    {
        var found = await list.FindAsync(caller.Actor, new WebhookId(id), ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(WebhookAnswer.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, Guid id, EditWebhookBody body, HttpRequest request, EditWebhook act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditWebhookRequest(new WebhookId(id), body.Url, body.Kinds, body.Description, body.Paused, seen.Value), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Caller caller, Guid id, RemoveWebhook act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new WebhookId(id), ct)).ToNoContent();

    private static async Task<Results<Ok<WebhookSecretAnswer>, ProblemHttpResult>> RenewAsync(Caller caller, Guid id, RenewWebhookSecret act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new WebhookId(id), ct)).ToOk(made => new WebhookSecretAnswer(made.Id.Value, made.Secret));

    private static async Task<Results<NoContent, ProblemHttpResult>> TestAsync(Caller caller, Guid id, SendTestEvent act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new WebhookId(id), ct)).ToNoContent();
}
