using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Monitoring.Experiments;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>Comparisons of the live version with challengers on what really arrives, for programs.</summary>
public static class ExperimentsApi
{
    public static void MapExperimentsApi(this RouteGroupBuilder api)
    {
        var experiments = api.MapGroup("/experiments").WithTags("Experiments");
        experiments.MapGet("/", ListAsync).WithName("ListExperiments").WithSummary("The experiments, newest first");
        experiments.MapPost("/", CreateAsync).WithName("CreateExperiment").WithSummary("Settles what is compared, by what, and how many rows it takes; nothing is counted before it is started");
        experiments.MapGet("/outlook", OutlookAsync).WithName("GetExperimentOutlook").WithSummary("What an experiment can be planned with: what is live, what could challenge it, and what arrived in the last week");
        var one = experiments.MapGroup("/{number:int}");
        one.MapGet("/", FindAsync).WithName("GetExperiment").WithSummary("One experiment with its newest look");
        one.MapDelete("/", DeleteAsync).WithName("DeleteExperiment").WithSummary("Throws a draft away; what was started stays");
        one.MapGet("/assignment", AssignmentAsync).WithName("GetAssignment").WithSummary("Which version answers a unit")
            .WithDescription("Follows from the experiment's id and the unit alone, so that a service can compute it by itself: docs/experiments.md has the formula and test vectors.");
        one.MapGet("/looks", LooksAsync).WithName("ListLooks").WithSummary("How it stood at each look, newest first");
        one.MapPost("/looks", LookAsync).WithName("LookAtExperiment").WithSummary("Counts what has arrived and keeps what it says; looking often finds nothing that is not there")
            .WithDescription("A shadow that counts rows of the past can be looked at as it stood at an instant (asOf) after the newest look.");
        one.MapPost("/start", StartAsync).WithName("StartExperiment").WithSummary("Begins to count; what is live now is the champion until the end");
        one.MapPost("/stop", StopAsync).WithName("StopExperiment").WithSummary("Ends the counting");
        one.MapPost("/conclude", ConcludeAsync).WithName("ConcludeExperiment").WithSummary("Says what follows from it; makes nothing live");
        one.MapPost("/outcomes", ReportAsync).WithName("ReportOutcomes").WithSummary("What became of units, at most 10,000 a request; the same outcome may be sent again");
    }

    private static async Task<Results<Ok<PageAnswer<ExperimentItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, ExperimentList query, CancellationToken ct, string? state = null, string? model = null)
    {
        var wanted = QueryWords.Parse<ExperimentState>("state", state);
        return wanted.IsOk
            ? (await query.ReadAsync(caller.Actor, new ExperimentListRequest(page.ToRequest(), wanted.Value, model), ct)).ToOk(rows => rows.ToAnswer(ExperimentItem.Of))
            : wanted.Refusal.ToProblem();
    }

    private static async Task<Results<Created<CreatedExperimentResponse>, ProblemHttpResult>> CreateAsync(Caller caller, CreateExperimentBody body, CreateExperiment act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, body.ToRequest(), ct)).ToCreated(made => $"{ApiRoom.Prefix}/experiments/{made.Number}", CreatedExperimentResponse.Of);

    private static async Task<Results<Ok<OutlookResponse>, ProblemHttpResult>> OutlookAsync(Caller caller, string model, string environment, ExperimentOutlook query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, model, environment, ct)).ToOk(OutlookResponse.Of);

    private static async Task<Results<Ok<ExperimentResponse>, ProblemHttpResult>> FindAsync(Caller caller, int number, ExperimentDetail query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, number, ct)).ToOk(ExperimentResponse.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Caller caller, int number, DeleteExperiment act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, number, ct)).ToNoContent();

    private static async Task<Results<Ok<AssignmentResponse>, ProblemHttpResult>> AssignmentAsync(Caller caller, int number, string unit, ExperimentUnits query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, number, unit, ct)).ToOk(AssignmentResponse.Of);

    private static async Task<Results<Ok<PageAnswer<LookResponse>>, ProblemHttpResult>> LooksAsync(Caller caller, int number, [AsParameters] PageQuery page, ExperimentDetail query, CancellationToken ct) =>
        (await query.LooksAsync(caller.Actor, number, page.ToRequest(), ct)).ToOk(looks => looks.ToAnswer(LookResponse.Of));

    private static async Task<Results<Ok<LookResponse>, ProblemHttpResult>> LookAsync(Caller caller, int number, LookAtExperiment act, CancellationToken ct, DateTimeOffset? asOf = null) =>
        (await act.RunAsync(caller.Actor, number, ct, asOf?.ToUniversalTime())).ToOk(LookResponse.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> StartAsync(Caller caller, int number, StartExperiment act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, number, ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> StopAsync(Caller caller, int number, StopExperimentBody body, StopExperiment act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new StopExperimentRequest(number, body.Reason), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> ConcludeAsync(Caller caller, int number, ConcludeExperimentBody body, ConcludeExperiment act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ConcludeExperimentRequest(number, body.Decision, body.Text, body.Winner), ct)).ToNoContent();

    private static async Task<Results<Ok<ReportedOutcomes>, ProblemHttpResult>> ReportAsync(Caller caller, int number, ReportOutcomesBody body, ReportOutcomes act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ReportOutcomesRequest(number, [.. body.Outcomes.Select(outcome => new ReportedOutcome(outcome.Unit, outcome.Value, outcome.Version))]), ct)).ToOk();
}
