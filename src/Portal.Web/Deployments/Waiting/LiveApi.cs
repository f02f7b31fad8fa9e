using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Storage;
using Portal.Web.Api;

namespace Portal.Web.Deployments.Waiting;

/// <summary>What is live, for programs that ask all the time or want to hear of changes at once.</summary>
public static class LiveApi
{
    private const int LongestWait = 60;

    public static void MapLiveApi(this RouteGroupBuilder deployments)
    {
        deployments.MapGet("/{model}", LiveAsync).WithName("GetLiveVersion").WithSummary("The version of a model that is live there, with its digest and where to download it, and the challenger beside it with its share")
            .WithDescription("Ask again with If-None-Match: as long as nothing else went live and no share changed, the answer is 304 without a body. docs/operations.md says how a client routes requests by the share. With wait, a number of seconds up to 60, the answer comes as soon as something else goes live, and 304 when nothing did until then.")
            .Produces(StatusCodes.Status304NotModified);
        deployments.MapGet("/events", EventsAsync).WithName("ListenToLiveVersions").WithSummary("Server-sent events: what is live of each model there, at first and whenever it changes")
            .WithDescription("Send Accept: text/event-stream. Each event holds the whole of what is live of one model. Come back with Last-Event-ID, as browsers do by themselves, to hear only of what changed meanwhile.")
            .Produces<LiveResponse>(StatusCodes.Status200OK, LiveEvents.MediaType);
    }

    private static async Task<Results<Ok<LiveResponse>, StatusCodeHttpResult, ProblemHttpResult>> LiveAsync(
        Caller caller, string environment, string model, HttpContext http, LiveAnswers answers, LiveWatch watch, IHostApplicationLifetime host, CancellationToken ct, int wait = 0)
    {
        if (wait is < 0 or > LongestWait)
        {
            return Refusal.Invalid("wait", $"This is a number of seconds from 0 to {LongestWait}.").ToProblem();
        }

        var found = await answers.FindAsync(caller.Actor, environment, model, ct);
        if (found.IsOk && wait > 0 && IsKnown(http.Request, found.Value.Revision))
        {
            found = await WaitAsync(caller.Actor.Tenant, found.Value, TimeSpan.FromSeconds(wait), watch, host.ApplicationStopping, ct);
        }

        return found.IsOk ? await AnswerAsync(caller.Actor.Tenant, found.Value, http, answers, ct) : found.Refusal.ToProblem();
    }

    /// <returns>What is live then: the same, when nothing changed.</returns>
    private static async Task<Outcome<LivePlace>> WaitAsync(TenantId tenant, LivePlace seen, TimeSpan longest, LiveWatch watch, CancellationToken stopping, CancellationToken ct)
    {
        var joined = watch.Join(tenant, seen.Environment);
        if (!joined.IsOk)
        {
            return joined.Refusal;
        }

        using var waiter = joined.Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping);
        patience.CancelAfter(longest);
        try
        {
            return (await waiter.NextAsync(now => now.IsNewerThan(seen), patience.Token)).Of(seen.Model)!;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return seen;
        }
    }

    private static async Task<Results<Ok<LiveResponse>, StatusCodeHttpResult, ProblemHttpResult>> AnswerAsync(TenantId tenant, LivePlace place, HttpContext http, LiveAnswers answers, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        if (IsKnown(http.Request, place.Revision))
        {
            http.Response.SetRevision(place.Revision);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var answer = await answers.ReadAsync(tenant, place, ct);
        http.Response.SetRevision(answer.Revision);
        return TypedResults.Ok(LiveResponse.Of(answer.Row));
    }

    private static async Task<IResult> EventsAsync(
        Caller caller, string environment, HttpContext http, LiveAnswers answers, LiveWatch watch, IHostApplicationLifetime host, IOptions<JsonOptions> json, CancellationToken ct)
    {
        // A model may be called events: who asks for no stream asks for it.
        if (!http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(LiveEvents.MediaType, StringComparison.OrdinalIgnoreCase)))
        {
            return await LiveAsync(caller, environment, "events", http, answers, watch, host, ct);
        }

        var place = await answers.FindEnvironmentAsync(caller.Actor, environment, ct);
        if (!place.IsOk)
        {
            return place.Refusal.ToProblem();
        }

        var joined = watch.Join(caller.Actor.Tenant, place.Value);
        return joined.IsOk ? new LiveEvents(caller.Actor.Tenant, joined.Value, answers, json.Value.SerializerOptions, host.ApplicationStopping) : joined.Refusal.ToProblem();
    }

    private static bool IsKnown(HttpRequest request, long revision)
    {
        var current = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));
        return request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
