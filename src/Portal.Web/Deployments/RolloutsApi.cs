using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Rollouts;
using Portal.Web.Api;

namespace Portal.Web.Deployments;

/// <summary>Rollouts of an environment, for programs.</summary>
public static class RolloutsApi
{
    public static void MapRollouts(this RouteGroupBuilder environments)
    {
        var rollouts = environments.MapGroup("/{environment}/rollouts").WithTags("Rollouts");
        rollouts.MapGet("/", ListAsync).WithName("ListRollouts").WithSummary("The rollouts there with all that happened to them, newest first");
        rollouts.MapGet("/{model}", FindAsync).WithName("GetRollout").WithSummary("The rollout of a model that runs there, else the newest that ran, with what the gate of its next step says");
        rollouts.MapPost("/{model}/advance", AdvanceAsync).WithName("AdvanceRollout").WithSummary("Takes the next step: a greater share, or all of it")
            .WithDescription("Refused while the gate of the step says no; GetRollout has its findings. With If-Match it is refused when something else happened to the rollout meanwhile.");
        rollouts.MapPost("/{model}/hold", HoldAsync).WithName("HoldRollout").WithSummary("Keeps it where it is, until it is resumed");
        rollouts.MapPost("/{model}/resume", ResumeAsync).WithName("ResumeRollout").WithSummary("Lets a rollout that was held go on");
        rollouts.MapPost("/{model}/take-back", TakeBackAsync).WithName("TakeBackRollout").WithSummary("Takes the challenger back, wholly or one step; no gate and no freeze stands in the way");
    }

    private static async Task<Results<Ok<PageAnswer<RolloutItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, string environment, [AsParameters] PageQuery page, EnvironmentDetail places, RolloutList query, CancellationToken ct, string? model = null)
    {
        var place = await places.FindAsync(caller.Actor, environment, ct);
        return place.IsOk
            ? (await query.ReadAsync(caller.Actor, new RolloutListRequest(page.ToRequest(), environment, model), ct)).ToOk(rows => rows.ToAnswer(RolloutItem.Of))
            : place.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<RolloutResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, string environment, string model, RolloutDetail query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, environment, model, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Row.Revision);
        }

        return found.ToOk(RolloutResponse.Of);
    }

    private static Task<Results<Ok<RolloutSteppedResponse>, ProblemHttpResult>> AdvanceAsync(
        Caller caller, string environment, string model, RolloutNoteBody body, HttpRequest request, AdvanceRollout act, CancellationToken ct) =>
        SteppedAsync(request, seen => act.RunAsync(caller.Actor, new AdvanceRolloutRequest(environment, model, body.Reason, seen), ct));

    private static Task<Results<Ok<RolloutSteppedResponse>, ProblemHttpResult>> HoldAsync(
        Caller caller, string environment, string model, RolloutNoteBody body, HttpRequest request, HoldRollout act, CancellationToken ct) =>
        SteppedAsync(request, seen => act.RunAsync(caller.Actor, new HoldRolloutRequest(environment, model, body.Reason, seen), ct));

    private static Task<Results<Ok<RolloutSteppedResponse>, ProblemHttpResult>> ResumeAsync(
        Caller caller, string environment, string model, RolloutNoteBody body, HttpRequest request, ResumeRollout act, CancellationToken ct) =>
        SteppedAsync(request, seen => act.RunAsync(caller.Actor, new ResumeRolloutRequest(environment, model, body.Reason, seen), ct));

    private static Task<Results<Ok<RolloutSteppedResponse>, ProblemHttpResult>> TakeBackAsync(
        Caller caller, string environment, string model, TakeBackBody body, HttpRequest request, TakeBackRollout act, CancellationToken ct) =>
        SteppedAsync(request, seen => act.RunAsync(caller.Actor, new TakeBackRolloutRequest(environment, model, body.Reason, body.OneStep, seen), ct));

    private static async Task<Results<Ok<RolloutSteppedResponse>, ProblemHttpResult>> SteppedAsync(HttpRequest request, Func<long?, Task<Outcome<RolloutStepped>>> act)
    {
        var seen = request.RevisionSeenIfAny();
        return seen.IsOk ? (await act(seen.Value)).ToOk(RolloutSteppedResponse.Of) : seen.Refusal.ToProblem();
    }
}
