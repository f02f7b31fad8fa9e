using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Costs.Charges;
using Portal.Web.Api;

namespace Portal.Web.Costs.Charges;

/// <summary>Charges, the files that they come in, and the rules by which teams, models and environments get them, for programs.</summary>
public static class ChargesApi
{
    public static void MapChargesApi(this RouteGroupBuilder api)
    {
        var costs = api.MapGroup("/costs").WithTags("Costs");
        costs.MapGet("/sources", SourcesAsync).WithName("ListChargeSources").WithSummary("Where files of charges come from");
        costs.MapPost("/sources", CreateSourceAsync).WithName("CreateChargeSource").WithSummary("Names a place where files of charges come from");
        costs.MapPut("/sources/{source:guid}", EditSourceAsync).WithName("EditChargeSource").WithSummary("Says otherwise how a source is called and read from now on");
        costs.MapPost("/sources/{source:guid}/retire", RetireSourceAsync).WithName("RetireChargeSource").WithSummary("Lets a source take no more files; its charges stay");
        costs.MapPost("/sources/{source:guid}/resume", ResumeSourceAsync).WithName("ResumeChargeSource").WithSummary("Lets a retired source take files again");
        costs.MapDelete("/sources/{source:guid}", DeleteSourceAsync).WithName("DeleteChargeSource").WithSummary("Takes a source away that never brought a file");
        costs.MapGet("/imports", ImportsAsync).WithName("ListChargeImports").WithSummary("The files of charges, newest first");
        costs.MapPost("/imports", ReceiveAsync).WithName("ImportCharges").WithSummary("Sends a FOCUS file, plain or packed with gzip, as the body of the request").WithMetadata(new DisableRequestSizeLimitAttribute());
        costs.MapGet("/imports/{number:int}", ImportAsync).WithName("GetChargeImport").WithSummary("One file with its billing periods and their history");
        costs.MapGet("/imports/{number:int}/rejections", RejectionsAsync).WithName("ListChargeRejections").WithSummary("Rows that were rejected, or accepted with a warning, in the order of the file");
        costs.MapPost("/imports/{number:int}/cancel", CancelAsync).WithName("CancelChargeImport").WithSummary("Stops an import that has not ended");
        costs.MapGet("/charges", ChargesAsync).WithName("ListCharges").WithSummary("The charges that count, the newest import first");
        costs.MapGet("/charges/{import:int}/{line:int}", ChargeAsync).WithName("GetCharge").WithSummary("One charge with every column of its row and why it is allocated as it is");
        costs.MapGet("/allocation-rules", RulesAsync).WithName("ListAllocationRules").WithSummary("The rules, in the order in which they are asked");
        costs.MapPost("/allocation-rules", CreateRuleAsync).WithName("CreateAllocationRule").WithSummary("Writes a rule; all sums are written anew after it");
        costs.MapPut("/allocation-rules/{rule:guid}", EditRuleAsync).WithName("EditAllocationRule").WithSummary("Changes a rule");
        costs.MapDelete("/allocation-rules/{rule:guid}", DeleteRuleAsync).WithName("DeleteAllocationRule").WithSummary("Takes a rule away");
        costs.MapPost("/allocation-rules/preview", PreviewAsync).WithName("PreviewAllocationRule").WithSummary("What a rule would catch, before it is saved");
    }

    private static async Task<Ok<IReadOnlyList<ChargeSourceResponse>>> SourcesAsync(Caller caller, ChargeSourceList query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<ChargeSourceResponse>>([.. (await query.ReadAsync(caller.Actor, ct)).Select(ChargeSourceResponse.Of)]);

    private static async Task<Results<Created<CreatedChargeSourceResponse>, ProblemHttpResult>> CreateSourceAsync(Caller caller, CreateChargeSourceBody body, CreateChargeSource act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CreateChargeSourceRequest(body.Name, body.Provider, body.Profile, body.Description), ct))
            .ToCreated(_ => $"{ApiRoom.Prefix}/costs/sources", made => new CreatedChargeSourceResponse(made.Value));

    private static async Task<Results<NoContent, ProblemHttpResult>> EditSourceAsync(Caller caller, Guid source, CreateChargeSourceBody body, HttpRequest request, EditChargeSource act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditChargeSourceRequest(new ChargeSourceId(source), body.Name, body.Provider, body.Profile, body.Description, seen.Value), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireSourceAsync(Caller caller, Guid source, ChargeSourceReasonBody body, HttpRequest request, RetireChargeSource act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new RetireChargeSourceRequest(new ChargeSourceId(source), body.Reason, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResumeSourceAsync(Caller caller, Guid source, ChargeSourceReasonBody body, HttpRequest request, ResumeChargeSource act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new ResumeChargeSourceRequest(new ChargeSourceId(source), body.Reason, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    /// <param name="reason">Kept in the audit trail.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteSourceAsync(Caller caller, Guid source, string reason, DeleteChargeSource act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new DeleteChargeSourceRequest(new ChargeSourceId(source), reason), ct)).ToNoContent();

    private static async Task<Results<Ok<PageAnswer<ImportItem>>, ProblemHttpResult>> ImportsAsync(
        Caller caller, [AsParameters] PageQuery page, ImportList query, CancellationToken ct, string? source = null, string? state = null)
    {
        var wanted = QueryWords.Parse<ImportState>("state", state);
        return wanted.IsOk
            ? (await query.ReadAsync(caller.Actor, new ImportListRequest(page.ToRequest(), source, wanted.Value), ct)).ToOk(rows => rows.ToAnswer(ImportItem.Of))
            : wanted.Refusal.ToProblem();
    }

    /// <summary>The name of the file stands in the query or, percent-encoded, in the header X-File-Name.</summary>
    private static async Task<Results<Created<ReceivedChargesResponse>, ProblemHttpResult>> ReceiveAsync(
        Caller caller, Stream body, HttpRequest request, ReceiveCharges act, CancellationToken ct, string source = "", string? fileName = null, [FromHeader(Name = "X-File-Name")] string? fileNameHeader = null)
    {
        var name = fileName ?? (fileNameHeader is null ? null : Uri.UnescapeDataString(fileNameHeader));
        return (await act.RunAsync(caller.Actor, new ReceiveChargesRequest(source, name, body, request.ContentLength), ct))
            .ToCreated(received => $"{ApiRoom.Prefix}/costs/imports/{received.Number}", received => new ReceivedChargesResponse(received.Id.Value, received.Number, received.IsSame));
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> ImportAsync(Caller caller, int number, ImportDetail query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, number, ct)).ToOk(ImportResponse.Of);

    /// <param name="warnings">True for accepted rows that were read differently from how they stand in the file.</param>
    private static async Task<Results<Ok<PageAnswer<RejectionRow>>, ProblemHttpResult>> RejectionsAsync(
        Caller caller, int number, [AsParameters] PageQuery page, RejectionList query, CancellationToken ct, bool warnings = false)
    {
        var asked = page.ToRequest();
        return (await query.ReadAsync(caller.Actor, new RejectionListRequest(number, !warnings, asked.Size, asked.After), ct)).ToOk(rows => rows.ToAnswer(row => row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(Caller caller, int number, ImportDetail query, CancelImport act, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, number, ct);
        return found.IsOk ? (await act.RunAsync(caller.Actor, new CancelImportRequest(found.Value.Import.Id), ct)).ToNoContent() : found.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<ChargeResponse>>, ProblemHttpResult>> ChargesAsync(
        Caller caller, [AsParameters] ChargeQuery filter, [AsParameters] PageQuery page, ChargeList query, CancellationToken ct)
    {
        var asked = page.ToRequest();
        return (await query.ReadAsync(caller.Actor, new ChargeListRequest(filter.ToFilter(), asked.Size, asked.After), ct)).ToOk(rows => rows.ToAnswer(ChargeResponse.Of));
    }

    private static async Task<Results<Ok<ChargeDetailResponse>, ProblemHttpResult>> ChargeAsync(Caller caller, int import, int line, ChargeDetail query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, import, line, ct)).ToOk(ChargeDetailResponse.Of);

    private static async Task<Ok<AllocationRulesResponse>> RulesAsync(Caller caller, AllocationRuleList query, CancellationToken ct)
    {
        var found = await query.ReadAsync(caller.Actor, ct);
        return TypedResults.Ok(new AllocationRulesResponse([.. found.Rules.Select(AllocationRuleResponse.Of)], found.Pending));
    }

    private static async Task<Results<Created<SavedAllocationRuleResponse>, ProblemHttpResult>> CreateRuleAsync(Caller caller, AllocationRuleDraft body, SaveAllocationRule act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new SaveAllocationRuleRequest(body), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/costs/allocation-rules", saved => new SavedAllocationRuleResponse(saved.Value));

    private static async Task<Results<NoContent, ProblemHttpResult>> EditRuleAsync(Caller caller, Guid rule, AllocationRuleDraft body, HttpRequest request, SaveAllocationRule act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new SaveAllocationRuleRequest(body, new AllocationRuleId(rule), seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    /// <param name="reason">Kept in the audit trail.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteRuleAsync(Caller caller, Guid rule, string reason, DeleteAllocationRule act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new DeleteAllocationRuleRequest(new AllocationRuleId(rule), reason), ct)).ToNoContent();

    private static async Task<Results<Ok<AllocationPreviewView>, ProblemHttpResult>> PreviewAsync(Caller caller, AllocationRuleDraft body, AllocationPreview query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, body, null, ct)).ToOk(view => view);
}
