using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Web.Api;
using Portal.Web.Deployments.Waiting;

namespace Portal.Web.Deployments;

/// <summary>Environments, what is live in them, and rollback, for programs.</summary>
public static class DeploymentsApi
{
    public static void MapDeploymentsApi(this RouteGroupBuilder api)
    {
        var environments = api.MapGroup("/environments").WithTags("Environments");
        environments.MapGet("/", ListAsync).WithName("ListEnvironments").WithSummary("The environments, newest first");
        environments.MapPost("/", CreateAsync).WithName("CreateEnvironment").WithSummary("Makes a place where versions can be live");
        environments.MapGet("/{name}", FindAsync).WithName("GetEnvironment").WithSummary("One environment");
        environments.MapPut("/{name}", EditAsync).WithName("EditEnvironment").WithSummary("Changes placement, region and description of an environment");
        environments.MapPost("/{name}/rollback", RollBackAsync).WithName("RollBack").WithSummary("Takes a model back to a version that was live there before")
            .WithDescription("With If-Match, the ETag of what is live as you saw it, a rollback is refused when something else went live meanwhile. Without it, the rollback starts from whatever is live.");

        environments.MapPost("/{name}/break-glass", BreakGlassAsync).WithName("BreakGlass").WithSummary("Makes a version live at once: without an approval, and through a freeze")
            .WithDescription("For compliance officers and tenant administrators, with a reason of at least 20 characters. Somebody else reviews it. If-Match as for a rollback.");
        environments.MapRollouts();
        api.MapFreezes();

        var deployments = environments.MapGroup("/{environment}/deployments").WithTags("Deployments");
        deployments.MapGet("/", HistoryAsync).WithName("ListDeployments").WithSummary("What was live there, from when to when, newest first");
        deployments.MapLiveApi();
    }

    private static async Task<Results<Ok<PageAnswer<EnvironmentResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, EnvironmentList query, CancellationToken ct, string? search = null, string? purpose = null)
    {
        var asked = QueryWords.Parse<EnvironmentPurpose>("purpose", purpose);
        return asked.IsOk
            ? (await query.ReadAsync(caller.Actor, new EnvironmentListRequest(page.ToRequest(), search, asked.Value), ct)).ToOk(rows => rows.ToAnswer(EnvironmentResponse.Of))
            : asked.Refusal.ToProblem();
    }

    private static async Task<Results<Created<EnvironmentResponse>, ProblemHttpResult>> CreateAsync(
        Caller caller, CreateEnvironmentBody body, CreateEnvironment act, EnvironmentDetail query, CancellationToken ct)
    {
        var made = await act.RunAsync(caller.Actor, new CreateEnvironmentRequest(body.Name, body.Purpose, body.Placement, body.Region, body.Description) { Terms = body.Terms?.ToTerms() ?? EnvironmentTerms.Open }, ct);
        return made.IsOk
            ? (await query.FindAsync(caller.Actor, body.Name, ct)).ToCreated(row => $"{ApiRoom.Prefix}/environments/{row.Name}", EnvironmentResponse.Of)
            : made.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<EnvironmentResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, EnvironmentDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, ct);
        if (outcome.IsOk)
        {
            response.SetRevision(outcome.Value.Revision);
        }

        return outcome.ToOk(EnvironmentResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(
        Caller caller, string name, EditEnvironmentBody body, HttpRequest request, EditEnvironment act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditEnvironmentRequest(name, seen.Value, body.Placement, body.Region, body.Description) { Terms = body.Terms?.ToTerms() }, ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<DeploymentItem>>, ProblemHttpResult>> HistoryAsync(
        Caller caller, string environment, [AsParameters] PageQuery page, EnvironmentDetail places, DeploymentHistory query, CancellationToken ct, string? model = null)
    {
        // A place without a history answers with an empty page, one that does not exist never does.
        var place = await places.FindAsync(caller.Actor, environment, ct);
        return place.IsOk
            ? (await query.ReadAsync(caller.Actor, new DeploymentHistoryRequest(page.ToRequest(), environment, model), ct)).ToOk(rows => rows.ToAnswer(DeploymentItem.Of))
            : place.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<RolledBackResponse>, ProblemHttpResult>> RollBackAsync(
        Caller caller, string name, RollBackBody body, HttpRequest request, RollBack act, CancellationToken ct)
    {
        var seen = request.RevisionSeenIfAny();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new RollBackRequest(name, body.Model, body.Reason, body.ToVersion, seen.Value), ct)).ToOk(RolledBackResponse.Of)
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<BrokenGlassResponse>, ProblemHttpResult>> BreakGlassAsync(
        Caller caller, string name, BreakGlassBody body, HttpRequest request, BreakGlass act, CancellationToken ct)
    {
        var seen = request.RevisionSeenIfAny();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new BreakGlassRequest(name, body.Model, body.Version, body.Reason, seen.Value), ct)).ToOk(BrokenGlassResponse.Of)
            : seen.Refusal.ToProblem();
    }
}
