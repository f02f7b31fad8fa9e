using System.Data.Common;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Tenancy;
using Portal.Web.Api;
using Portal.Web.Costs.Usage.Otlp.Wire;
using Portal.Web.Tenancy;

namespace Portal.Web.Costs.Usage.Otlp;

/// <summary>
/// The door for OpenTelemetry's own exporters (OTLP over HTTP). The tenant is that of the token, whatever the body says. Answers follow the
/// protocol: what was taken in part is a 200 that says so, what cannot be read is a 400 that is not sent again, what may work later a 503.
/// </summary>
public static class OtlpApi
{
    private const string NotCounted = "counted by its other signal: spans and metrics of one source tell of the same tokens";

    public static void MapOtlpApi(this WebApplication app)
    {
        foreach (var prefix in new[] { "", "/otlp" })
        {
            var door = app.MapGroup(prefix + "/v1").ExcludeFromDescription().DisableAntiforgery()
                .RequireAuthorization(new AuthorizeAttribute(ApiRoom.MemberPolicy) { AuthenticationSchemes = BearerAuthentication.SchemeName })
                .WithMetadata(new RequestSizeLimitAttribute(OtlpBody.Largest));
            door.MapPost("/traces", TracesAsync);
            door.MapPost("/metrics", MetricsAsync);
        }
    }

    private static Task<IResult> TracesAsync(Caller caller, HttpRequest request, ReceiveUsage receive, UsageReadings readings, ILogger<ReceiveUsage> logger, CancellationToken ct) =>
        TakeAsync(caller.Actor, request, readings, logger, "rejectedSpans", TracesRequest.Parser, OtlpJson.Traces, async (message, reading) =>
        {
            var read = OtlpReading.Spans(message, reading);
            return (await receive.RunAsync(caller.Actor, new UsageBatch(read.Usage, [], IsSpans: true), ct), read.Rejected, read.Why);
        }, ct);

    private static Task<IResult> MetricsAsync(Caller caller, HttpRequest request, ReceiveUsage receive, UsageReadings readings, ILogger<ReceiveUsage> logger, CancellationToken ct) =>
        TakeAsync(caller.Actor, request, readings, logger, "rejectedDataPoints", MetricsRequest.Parser, OtlpJson.Metrics, async (message, reading) =>
        {
            var (read, seen) = (OtlpMetrics.Points(message, reading.Names), OtlpAccelerators.Readings(message, reading.Names));
            var batch = new UsageBatch([], read.Points, IsSpans: false) { Readings = seen.Readings };
            return (await receive.RunAsync(caller.Actor, batch, ct), read.Rejected + seen.Rejected, read.Why ?? seen.Why);
        }, ct);

    private static async Task<IResult> TakeAsync<TMessage>(
        Actor actor, HttpRequest request, UsageReadings readings, ILogger logger, string rejectedName, MessageParser<TMessage> parser, Func<JsonElement, TMessage> fromJson,
        Func<TMessage, UsageReading, Task<(Outcome<ReceivedUsage> Outcome, int Rejected, string? Why)>> take, CancellationToken ct)
        where TMessage : IMessage<TMessage>
    {
        var media = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() : null;
        if (media is not (OtlpAnswer.Protobuf or OtlpAnswer.Json))
        {
            return OtlpAnswer.Refused(isJson: true, StatusCodes.Status415UnsupportedMediaType, $"Send {OtlpAnswer.Protobuf} or {OtlpAnswer.Json}.");
        }

        var isJson = media == OtlpAnswer.Json;
        TMessage message;
        try
        {
            using var body = await OtlpBody.ReadAsync(request, ct);
            if (body is null)
            {
                return OtlpAnswer.Refused(isJson, StatusCodes.Status413PayloadTooLarge, $"A request has at most {OtlpBody.Largest:N0} bytes, packed and unpacked. Let the exporter send smaller batches.");
            }

            // Text in JSON that is no UTF-8, or half a letter, is an invalid operation to whoever asks for it.
            message = Parse(body, isJson, parser, fromJson);
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or JsonException or FormatException or OverflowException or InvalidDataException or InvalidOperationException)
        {
            return OtlpAnswer.Refused(isJson, StatusCodes.Status400BadRequest, $"This is no OTLP: {unreadable.Message}");
        }
        catch (BadHttpRequestException unreadable)
        {
            return OtlpAnswer.Refused(isJson, unreadable.StatusCode, unreadable.Message);
        }

        try
        {
            var (outcome, rejected, why) = await take(message, await readings.ReadAsync(actor, ct));
            return outcome.IsOk ? Taken(isJson, rejectedName, outcome.Value, rejected, why) : OtlpAnswer.Refused(isJson, Problems.StatusOf(outcome.Refusal.Kind), outcome.Refusal.Sentence);
        }
        catch (Exception broken) when (broken is DbException or DbUpdateException or TimeoutException)
        {
            // One transaction: nothing of the batch is there, so it may be sent again.
            logger.LogOtlpLater(broken);
            return OtlpAnswer.Refused(isJson, StatusCodes.Status503ServiceUnavailable, "The database does not answer; nothing of this was kept. Send it again.");
        }
    }

    private static TMessage Parse<TMessage>(MemoryStream body, bool isJson, MessageParser<TMessage> parser, Func<JsonElement, TMessage> fromJson)
        where TMessage : IMessage<TMessage>
    {
        if (!isJson)
        {
            return parser.WithDiscardUnknownFields(true).ParseFrom(body.GetBuffer(), 0, (int)body.Length);
        }

        if (body.Length == 0)
        {
            return parser.ParseFrom([]);
        }

        using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length), OtlpJson.Options);
        return fromJson(document.RootElement);
    }

    private static OtlpAnswer Taken(bool isJson, string rejectedName, ReceivedUsage received, int rejected, string? why) =>
        OtlpAnswer.Taken(isJson, rejectedName, rejected + received.TooOld, why
            ?? (received.TooOld > 0 ? "older than records are kept, so nobody could tell whether it was counted" : received.Ignored > 0 ? NotCounted : null));
}
