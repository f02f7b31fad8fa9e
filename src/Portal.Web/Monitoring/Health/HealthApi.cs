using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Api;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Health;

/// <summary>What the pages of health show, for programs.</summary>
public static class HealthApi
{
    public static void MapHealthApi(this RouteGroupBuilder api)
    {
        var health = api.MapGroup("/models/{name}").WithTags("Monitoring");
        health.MapGet("/health", FindAsync).WithName("GetModelHealth").WithSummary("How a model does in an environment: its monitors' newest windows, incidents and deployments");
        health.MapGet("/drift", DriftAsync).WithName("GetModelDrift").WithSummary("The windows of its drift monitors, oldest first, with every column's effect, limit and p-values");
        health.MapGet("/health/export", ExportAsync).WithName("ExportModelHealth").WithSummary("The readings of a section of its pages as CSV: drift, performance, bias, quality")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<HealthResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, string environment, ModelHealth query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, environment, name, ct)).ToOk(HealthResponse.Of);

    private static async Task<Results<Ok<DriftResponse>, ProblemHttpResult>> DriftAsync(
        Caller caller, string name, string environment, ModelHealth query, CancellationToken ct, int windows = ModelHealth.Windows)
    {
        if (windows is < 1 or > ModelHealth.MostWindows)
        {
            return Refusal.Invalid("windows", $"Ask for 1 to {ModelHealth.MostWindows} windows.").ToProblem();
        }

        return (await query.FindAsync(caller.Actor, environment, name, ct, windows)).ToOk(view => new DriftResponse(
            view.Subject.Model, view.Subject.Environment,
            [.. view.AllOf(MonitorKind.Drift).Select(monitor => new DriftWindows(monitor.Name, monitor.Window, [.. monitor.Runs.Where(run => run.Verdict is not null).Select(WindowHealth.Of)]))]));
    }

    private static async Task<IResult> ExportAsync(Caller caller, string name, string environment, string section, ModelHealth query, CancellationToken ct)
    {
        if (KindOf(section) is not { } kind)
        {
            return Refusal.Invalid("section", "Ask for drift, performance, bias or quality.").ToProblem();
        }

        var found = await query.FindAsync(caller.Actor, environment, name, ct, ModelHealth.MostWindows);
        return found.IsOk
            ? Results.Bytes(
                Encoding.UTF8.GetBytes(HealthCsv.Write(found.Value.AllOf(kind))), "text/csv", $"{found.Value.Subject.Model}-{found.Value.Subject.Environment}-{section.ToLowerInvariant()}.csv")
            : found.Refusal.ToProblem();
    }

    private static MonitorKind? KindOf(string section) => Words.Parse<HealthTab>(section) switch
    {
        HealthTab.Drift => MonitorKind.Drift,
        HealthTab.Performance => MonitorKind.Performance,
        HealthTab.Bias => MonitorKind.Bias,
        HealthTab.Quality => MonitorKind.DataQuality,
        _ => null,
    };
}
