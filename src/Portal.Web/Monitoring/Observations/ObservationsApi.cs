using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Browsing;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Monitoring.Observations.Retention;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Observations;

/// <summary>Production data, for the programs that serve models.</summary>
public static class ObservationsApi
{
    private const string Quarantine = "quarantine";

    public static void MapObservationsApi(this RouteGroupBuilder api)
    {
        var observations = api.MapGroup("/models/{name}").WithTags("Observations");
        observations.MapPost("/observations", ReceiveAsync).WithName("ReceiveObservations").WithSummary("Takes a batch of inputs and scores, or of labels")
            .WithDescription(
                "The body is NDJSON (application/x-ndjson) or CSV (text/csv). Each row of kind=inputs has an id, a timestamp, the columns of the training data by their names, "
                + "score or prediction, and optionally latencyMs and cost; each row of kind=labels has an id and the truth. The header Idempotency-Key names the batch: sent again "
                + "with it and the same body, the first answer comes again and nothing is counted twice. A bad row refuses the batch whole, with its line; defects=quarantine leaves "
                + "bad rows out instead and tells of them. Columns with other names are told by id=, timestamp= and ignore=, the last separated by commas.")
            .Accepts<Stream>("application/x-ndjson", "text/csv")
            .WithMetadata(new DisableRequestSizeLimitAttribute(), new KeepsItsKeys());
        observations.MapGet("/observations", RowsAsync).WithName("ListObservations").WithSummary("Rows of production data of a window, as they came")
            .WithDescription("Ids, identifiers and protected attributes are shown to those who may read protected attributes.");
        observations.MapGet("/observation-batches", BatchesAsync).WithName("ListObservationBatches").WithSummary("The batches of a model in an environment, newest first");
        observations.MapGet("/observation-hours", HoursAsync).WithName("ListObservationHours").WithSummary("How many rows and labels came in each hour, oldest first; at most 31 days");
        observations.MapPut("/observation-sampling", SampleAsync).WithName("SetObservationSampling").WithSummary("Says what share of the rows is kept; counters see all of them");
        api.MapPut("/observation-retention", RetainAsync).WithTags("Observations").WithName("SetObservationRetention").WithSummary("Says after how many days rows of production data are deleted; counters stay");
    }

    private static async Task<Results<Created<InputsReceipt>, Created<LabelsReceipt>, ProblemHttpResult>> ReceiveAsync(
        Caller caller, string name, string environment, Stream body, HttpRequest request, ReceiveInputs inputs, ReceiveLabels labels, CancellationToken ct,
        int? version = null, string? kind = null, string? defects = null, string? currency = null, string? id = null, string? timestamp = null, string? ignore = null)
    {
        var asked = QueryWords.Parse<ObservationKind>("kind", kind);
        if (!asked.IsOk)
        {
            return asked.Refusal.ToProblem();
        }

        if (defects is not (null or "" or Quarantine or "refuse"))
        {
            return Refusal.Invalid("defects", $"'{defects}' is neither refuse nor {Quarantine}.").ToProblem();
        }

        if (FormatOf(request.ContentType) is not { } format)
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The request is not right", "Send the rows as application/x-ndjson or as text/csv.");
        }

        var batch = new BatchRequest(
            environment, name, version, request.Headers[Idempotency.Header].ToString(), format, body, defects == Quarantine, currency,
            new BatchNames(id, timestamp, ignore?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        var location = $"{ApiRoom.Prefix}/models/{Uri.EscapeDataString(name)}/observation-batches?environment={Uri.EscapeDataString(environment)}";
        if (asked.Value == ObservationKind.Labels)
        {
            var joined = await labels.RunAsync(caller.Actor, batch, ct);
            return joined.IsOk ? TypedResults.Created(location, LabelsReceipt.Of(joined.Value)) : joined.Refusal.ToProblem();
        }

        var received = await inputs.RunAsync(caller.Actor, batch, ct);
        return received.IsOk ? TypedResults.Created(location, InputsReceipt.Of(received.Value)) : received.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ObservationRowsPage>, ProblemHttpResult>> RowsAsync(
        Caller caller, string name, string environment, DateTimeOffset from, DateTimeOffset to, ObservationRows query, CancellationToken ct, string? after = null, int? size = null) =>
        (await query.ReadAsync(caller.Actor, new ObservationRowsRequest(environment, name, from.ToUniversalTime(), to.ToUniversalTime(), string.IsNullOrEmpty(after) ? null : after, size ?? 50), ct)).ToOk();

    private static async Task<Results<Ok<PageAnswer<BatchItem>>, ProblemHttpResult>> BatchesAsync(
        Caller caller, string name, string environment, [AsParameters] PageQuery page, BatchList query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, environment, name, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(BatchItem.Of));

    private static async Task<Results<Ok<IReadOnlyList<HourItem>>, ProblemHttpResult>> HoursAsync(
        Caller caller, string name, string environment, DateTimeOffset from, DateTimeOffset to, HourList query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, environment, name, from.ToUniversalTime(), to.ToUniversalTime(), ct)).ToOk<IReadOnlyList<HourRow>, IReadOnlyList<HourItem>>(hours => [.. hours.Select(HourItem.Of)]);

    private static async Task<Results<NoContent, ProblemHttpResult>> SampleAsync(Caller caller, string name, SampleBody body, SetSampleShare act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new SetSampleShareRequest(body.Environment, name, body.Share), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> RetainAsync(Caller caller, RetentionBody body, SetRetention act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new SetRetentionRequest(body.Days), ct)).ToNoContent();

    private static BatchFormat? FormatOf(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) ? null
        : type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => BatchFormat.Ndjson,
            "text/csv" => BatchFormat.Csv,
            _ => null,
        };
}
