using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Placement;
using Portal.Web.Api;

namespace Portal.Web.Placement;

/// <summary>Workloads, places and comparisons, for programs.</summary>
public static class PlacementApi
{
    public static void MapPlacementApi(this RouteGroupBuilder api)
    {
        var placement = api.MapGroup("/placement").WithTags("Placement");
        var workloads = placement.MapGroup("/workloads");
        workloads.MapGet("/", ListAsync).WithName("ListWorkloads").WithSummary("The workloads, newest first, each with its best place at the prices of now");
        workloads.MapPost("/", CreateAsync).WithName("CreateWorkload").WithSummary("Describes a workload");
        workloads.MapGet("/{name}", FindAsync).WithName("GetWorkload").WithSummary("One workload with the comparisons that were kept and what was recommended");
        workloads.MapPut("/{name}", EditAsync).WithName("EditWorkload").WithSummary("Makes another edition of a workload's terms");
        workloads.MapGet("/{name}/comparison", CompareAsync).WithName("ComparePlaces").WithSummary("All places compared for a workload, with traces; what= tries numbers out, as average:12~gpu-cloud/hourly:2.1");
        workloads.MapPost("/{name}/comparisons", KeepAsync).WithName("KeepComparison").WithSummary("Keeps a comparison with everything that it was computed from");
        var places = placement.MapGroup("/places");
        places.MapGet("/", PlacesAsync).WithName("ListPlaces").WithSummary("The catalogue of places, by name");
        places.MapPost("/", AddAsync).WithName("AddPlace").WithSummary("Puts a place with its prices into the catalogue");
        places.MapGet("/templates", Templates).WithName("ListPlaceTemplates").WithSummary("Which numbers each kind of place asks for; no price is assumed");
        places.MapGet("/{name}", PlaceAsync).WithName("GetPlace").WithSummary("One place");
        places.MapPut("/{name}", EditPlaceAsync).WithName("EditPlace").WithSummary("Changes the prices of a place");
        places.MapDelete("/{name}", RetireAsync).WithName("RetirePlace").WithSummary("Takes a place out of the catalogue");
        placement.MapPost("/recommendations/{number:int}/decision", DecideAsync).WithName("DecideRecommendation").WithSummary("Accepts a recommendation, or says why not");
    }

    private static async Task<Results<Ok<PageAnswer<WorkloadItem>>, ProblemHttpResult>> ListAsync(Caller caller, [AsParameters] PageQuery page, WorkloadList query, CancellationToken ct, string? search = null) =>
        (await query.ReadAsync(caller.Actor, new WorkloadListRequest(page.ToRequest(), search), ct)).ToOk(rows => rows.ToAnswer(WorkloadItem.Of));

    private static async Task<Results<Created<CreatedWorkloadResponse>, ProblemHttpResult>> CreateAsync(Caller caller, WorkloadBody body, CreateWorkload act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CreateWorkloadRequest(body.Name, body.ToDraft()), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/placement/workloads/{body.Name}", id => new CreatedWorkloadResponse(id.Value, body.Name));

    private static async Task<Results<Ok<WorkloadResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, WorkloadDetail query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, name, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(WorkloadResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, string name, WorkloadBody body, HttpRequest request, EditWorkload act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditWorkloadRequest(name, seen.Value, body.ToDraft()), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    /// <param name="what">Numbers to try out; nothing is kept.</param>
    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CompareAsync(Caller caller, string name, WorkloadDetail query, CancellationToken ct, string? what = null) =>
        (await query.FindAsync(caller.Actor, name, ct)).ToOk(view => ComparisonResponse.Of(WhatIf.From(what).Over(view.Case), view.Today));

    private static async Task<Results<Created<KeptComparisonResponse>, ProblemHttpResult>> KeepAsync(Caller caller, string name, KeepComparison act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new KeepComparisonRequest(name), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/placement/workloads/{name}", kept => new KeptComparisonResponse(kept.Number, kept.Best, kept.Recommendation));

    private static async Task<Ok<IReadOnlyList<PlaceResponse>>> PlacesAsync(Caller caller, PlacementCatalogue query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<PlaceResponse>>([.. (await query.ReadAsync(caller.Actor, ct)).Places.Select(PlaceResponse.Of)]);

    private static Ok<IReadOnlyList<PlaceTemplateResponse>> Templates() => TypedResults.Ok<IReadOnlyList<PlaceTemplateResponse>>(
        [.. Enum.GetValues<PlaceKind>().Select(kind => new PlaceTemplateResponse(kind, kind.InWords(), PlaceFields.RunsOnMachines(kind), PlaceFields.Of(kind)))]);

    private static async Task<Results<Created<CreatedPlaceResponse>, ProblemHttpResult>> AddAsync(Caller caller, PlaceBody body, AddPlacementOption act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AddPlacementOptionRequest(body.Name, body.Terms), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/placement/places/{body.Name}", id => new CreatedPlaceResponse(id.Value, body.Name));

    private static async Task<Results<Ok<PlaceResponse>, ProblemHttpResult>> PlaceAsync(Caller caller, string name, PlacementCatalogue query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, name, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(PlaceResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditPlaceAsync(Caller caller, string name, PlaceTermsBody body, HttpRequest request, EditPlacementOption act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditPlacementOptionRequest(name, seen.Value, body.Terms), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    /// <param name="reason">Kept in the audit trail.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(Caller caller, string name, string reason, RetirePlacementOption act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RetirePlacementOptionRequest(name, reason), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(Caller caller, int number, RecommendationDecisionBody body, HttpRequest request, DecideRecommendation act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new DecideRecommendationRequest(number, seen.Value, body.Accept, body.Reason, body.AssignTo, body.DueOn), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }
}
