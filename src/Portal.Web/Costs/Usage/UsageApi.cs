using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Costs.Usage.Reconciliation;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Costs.Usage;

/// <summary>Usage, prices, and bill against usage, for programs.</summary>
public static class UsageApi
{
    private const long LargestBatch = 8 * 1024 * 1024;
    private const int MostItems = 5000;

    public static void MapUsageApi(this RouteGroupBuilder api)
    {
        var usage = api.MapGroup("").WithTags("Usage");
        usage.MapPost("/usage", ReceiveAsync).WithName("ReceiveUsage").WithSummary("Takes what was consumed, prices it and adds it up")
            .WithDescription("At most 5,000 items and readings. Each item has a key of the caller's own: sent again it is not counted again, so a batch may be repeated as often as it takes. One bad item refuses the batch, by its place. Exporters of OpenTelemetry send to /v1/traces and /v1/metrics instead.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBatch), new KeepsItsKeys());
        usage.MapGet("/usage", RecordsAsync).WithName("ListUsage").WithSummary("Single records of usage, the last that arrived first");
        usage.MapGet("/costs/usage", OverviewAsync).WithName("GetUsage").WithSummary("Tokens, requests and metered money of a time, by model, provider or team");
        usage.MapGet("/costs/usage.focus.csv", FocusAsync).WithName("ExportUsage").WithSummary("Metered usage as rows of FOCUS 1.2");
        usage.MapGet("/costs/usage-settings", SettingsAsync).WithName("GetUsageSettings").WithSummary("How usage is read, priced by other names, and kept");
        usage.MapPut("/costs/usage-settings", SetAsync).WithName("SetUsageSettings").WithSummary("Says how usage is read, priced by other names, and kept");
        usage.MapPut("/costs/usage-sources/{id:guid}", SourceAsync).WithName("SetUsageSource").WithSummary("Says by which signal a source is counted, and who carries what it cannot tell");
        usage.MapGet("/costs/prices", PricesAsync).WithName("ListPrices").WithSummary("The price book, the last entered first");
        usage.MapPost("/costs/prices", AddAsync).WithName("AddPrices").WithSummary("Enters prices; usage of the past to which they apply is priced anew");
        usage.MapPost("/costs/prices/{id:guid}/end", EndAsync).WithName("EndPrice").WithSummary("Says from when on a price no longer holds");
        usage.MapGet("/costs/prices.csv", CsvAsync).WithName("ExportPricesCsv").WithSummary("The price book as CSV");
        usage.MapGet("/costs/prices.json", JsonAsync).WithName("ExportPricesJson").WithSummary("The price book as JSON");
        usage.MapPost("/costs/prices/import", ImportAsync).WithName("ImportPrices").WithSummary("Enters the prices of a file, all or none").Accepts<Stream>("text/csv", "application/json");
        usage.MapGet("/costs/reconciliation", ReconcileAsync).WithName("GetReconciliation").WithSummary("What was billed against what was metered, by provider, model and day");
    }

    private static async Task<Results<Ok<UsageReceipt>, ProblemHttpResult>> ReceiveAsync(Caller caller, UsageBody body, ReceiveUsage act, UsageReadings readings, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Source) || Texts.Refuses("source", body.Source, UsageSource.LongestName) is not null)
        {
            return Refusal.Invalid("source", $"A source is needed, of 1 to {UsageSource.LongestName} characters: the name of the service that consumed.").ToProblem();
        }

        if (body.Items.Count + (body.Readings?.Count ?? 0) > MostItems)
        {
            return Refusal.Invalid("items", $"A batch has at most {MostItems:N0} items.").ToProblem();
        }

        if (body.Items.Select((item, index) => item.Refuses(index)).Concat((body.Readings ?? []).Select((reading, index) => reading.Refuses(index))).FirstOrDefault(refusal => refusal is not null) is { } invalid)
        {
            return invalid.ToProblem();
        }

        var (source, fingerprints) = (body.Source.Trim(), (await readings.ReadAsync(caller.Actor, ct)).Fingerprints);
        var batch = new UsageBatch([.. body.Items.Select(item => item.ToUsage(source, fingerprints))], [], IsSpans: false) { Readings = [.. (body.Readings ?? []).Select(reading => reading.ToReading(source))] };
        return (await act.RunAsync(caller.Actor, batch, ct)).ToOk(received => new UsageReceipt(received.Accepted, received.Doubled, received.TooOld, received.Unpriced, received.Readings));
    }

    private static async Task<Results<Ok<PageAnswer<UsageRecordItem>>, ProblemHttpResult>> RecordsAsync(Caller caller, [AsParameters] PageQuery page, UsageRecordList query, CancellationToken ct, bool unpriced = false) =>
        (await query.ReadAsync(caller.Actor, page.ToRequest(), ct, unpriced)).ToOk(rows => rows.ToAnswer(UsageRecordItem.Of));

    private static async Task<Results<Ok<UsageAnswer>, ProblemHttpResult>> OverviewAsync(Caller caller, DateOnly from, DateOnly until, UsageOverview query, CancellationToken ct, string? by = null)
    {
        var grouping = QueryWords.Parse<UsageGrouping>("by", by);
        return grouping.IsOk ? (await query.ReadAsync(caller.Actor, from, until, grouping.Value ?? UsageGrouping.Model, ct)).ToOk(UsageAnswer.Of) : grouping.Refusal.ToProblem();
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FocusAsync(Caller caller, DateOnly from, DateOnly until, UsageExport query, CancellationToken ct)
    {
        var text = await query.ReadAsync(caller.Actor, from, until, ct);
        return text.IsOk ? File(text.Value, "text/csv", $"usage-{from:yyyy-MM-dd}.focus.csv") : text.Refusal.ToProblem();
    }

    private static async Task<Ok<UsageSettingsView>> SettingsAsync(Caller caller, EditUsageSettings act, CancellationToken ct) => TypedResults.Ok(await act.ReadAsync(caller.Actor, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetAsync(Caller caller, UsageSettingsBody body, EditUsageSettings act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new EditUsageSettingsRequest(body.RetentionDays, body.GapShare, body.Names, body.Aliases, body.Revision, body.Content, body.Assumptions), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> SourceAsync(Caller caller, Guid id, UsageSourceBody body, EditUsageSource act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new EditUsageSourceRequest(new UsageSourceId(id), body.Signal, body.Team is { } team ? new TeamId(team) : null, body.Revision), ct)).ToNoContent();

    private static async Task<Results<Ok<PageAnswer<PriceItem>>, ProblemHttpResult>> PricesAsync(Caller caller, [AsParameters] PageQuery page, PriceList query, CancellationToken ct, string? search = null, bool holds = false) =>
        (await query.ReadAsync(caller.Actor, new PriceListRequest(page.ToRequest(), search, holds), ct)).ToOk(rows => rows.ToAnswer(PriceItem.Of));

    private static async Task<Results<Ok<AddedPrices>, ProblemHttpResult>> AddAsync(Caller caller, PricesBody body, AddPrices act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AddPricesRequest(body.Prices), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, Guid id, EndPriceBody body, EndPrice act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new EndPriceRequest(new PriceId(id), body.At.ToUniversalTime(), body.Revision), ct)).ToNoContent();

    private static async Task<FileContentHttpResult> CsvAsync(Caller caller, PriceList query, CancellationToken ct) => File(PriceFile.ToCsv(await query.AllAsync(caller.Actor, ct)), "text/csv", "prices.csv");

    private static async Task<FileContentHttpResult> JsonAsync(Caller caller, PriceList query, CancellationToken ct) => File(PriceFile.ToJson(await query.AllAsync(caller.Actor, ct)), "application/json", "prices.json");

    private static async Task<Results<Ok<AddedPrices>, ProblemHttpResult>> ImportAsync(Caller caller, Stream body, AddPrices act, CancellationToken ct)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var prices = PriceFile.Read(await reader.ReadToEndAsync(ct));
        return prices.IsOk ? (await act.RunAsync(caller.Actor, new AddPricesRequest(prices.Value), ct)).ToOk() : prices.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<Reconciled>, ProblemHttpResult>> ReconcileAsync(Caller caller, DateOnly from, DateOnly until, ReconciliationView query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, from, until, ct)).ToOk();

    private static FileContentHttpResult File(string text, string type, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), type, name);
}
