using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage.Artifacts;
using Portal.Web.Api;

namespace Portal.Web.Registry;

/// <summary>Models, their versions and their aliases, for programs.</summary>
public static class RegistryApi
{
    public static void MapRegistryApi(this RouteGroupBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("/", ListAsync).WithName("ListModels").WithSummary("The models, newest first");
        models.MapPost("/", CreateAsync).WithName("CreateModel").WithSummary("Begins a named line of versions");
        models.MapGet("/{name}", FindAsync).WithName("GetModel").WithSummary("One model");
        models.MapPut("/{name}", EditAsync).WithName("EditModel").WithSummary("Changes what is said about a model");
        models.MapGet("/{name}/comparison", CompareAsync).WithName("CompareVersions").WithSummary("Two versions side by side");

        var versions = models.MapGroup("/{name}/versions").WithTags("Versions");
        versions.MapGet("/", VersionsAsync).WithName("ListVersions").WithSummary("The versions of a model, newest first");
        versions.MapPost("/", RegisterAsync).WithName("RegisterVersion").WithSummary("Registers an uploaded ONNX file, or a package of one with its data files, as the next version");
        versions.MapGet("/draft", DraftAsync).WithName("GetVersionDraft").WithSummary("What an uploaded file says of itself, and what is still to be said");
        versions.MapGet("/{number:int}", VersionAsync).WithName("GetVersion").WithSummary("One version");
        versions.MapPut("/{number:int}", EditVersionAsync).WithName("EditVersion").WithSummary("Changes description and tags of a version");
        versions.MapGet("/{number:int}/artifact", ArtifactAsync).WithName("GetVersionArtifact").WithSummary("The bytes of a version");

        var aliases = models.MapGroup("/{name}/aliases/{alias}").WithTags("Aliases");
        aliases.MapGet("/", AliasAsync).WithName("GetAlias").WithSummary("The version that an alias points at");
        aliases.MapPut("/", MoveAliasAsync).WithName("MoveAlias").WithSummary("Lets an alias point at a version");
        aliases.MapDelete("/", RemoveAliasAsync).WithName("RemoveAlias").WithSummary("Takes an alias away");
    }

    public static string ArtifactAddress(string model, int number) => string.Create(CultureInfo.InvariantCulture, $"{ApiRoom.Prefix}/models/{model}/versions/{number}/artifact");

    private static async Task<Results<Ok<PageAnswer<ModelItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, ModelList query, CancellationToken ct, string? search = null, string? task = null, string? risk = null, string? team = null)
    {
        var (askedTask, askedRisk) = (QueryWords.Parse<ModelTask>("task", task), QueryWords.Parse<RiskClass>("risk", risk));
        return (askedTask.Refusal ?? askedRisk.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new ModelListRequest(page.ToRequest(), search, askedTask.Value, askedRisk.Value, team), ct)).ToOk(rows => rows.ToAnswer(ModelItem.Of));
    }

    private static async Task<Results<Created<ModelResponse>, ProblemHttpResult>> CreateAsync(Caller caller, CreateModelBody body, CreateModel act, ModelDetail query, CancellationToken ct)
    {
        var made = await act.RunAsync(
            caller.Actor,
            new CreateModelRequest(body.Name, body.Purpose, body.Team, body.Task, body.RiskClass, body.DataClassification, body.AllowedRegions, body.EvaluationDataset, body.Owner, body.RequiredLabels, body.Slices),
            ct);
        return made.IsOk
            ? (await query.FindAsync(caller.Actor, body.Name, ct)).ToCreated(model => $"{ApiRoom.Prefix}/models/{model.Name}", ModelResponse.Of)
            : made.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ModelResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, ModelDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, ct);
        if (outcome.IsOk)
        {
            response.SetRevision(outcome.Value.Revision);
        }

        return outcome.ToOk(ModelResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, string name, EditModelBody body, HttpRequest request, EditModel act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(
                caller.Actor,
                new EditModelRequest(name, seen.Value, body.Purpose, body.Owner, body.Team, body.RiskClass, body.DataClassification, body.AllowedRegions, body.EvaluationDataset, body.RequiredLabels, body.Slices),
                ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CompareAsync(Caller caller, string name, int left, int right, VersionComparison query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, name, left, right, ct)).ToOk(ComparisonResponse.Of);

    private static async Task<Results<Ok<PageAnswer<VersionItem>>, ProblemHttpResult>> VersionsAsync(
        Caller caller, string name, [AsParameters] PageQuery page, VersionList query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, name, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(VersionItem.Of));

    private static async Task<Results<Created<RegisteredVersionResponse>, ProblemHttpResult>> RegisterAsync(
        Caller caller, string name, RegisterVersionBody body, RegisterVersion act, CancellationToken ct) =>
        (await act.RunAsync(
            caller.Actor,
            new RegisterVersionRequest(name, new UploadId(body.Upload), body.Description, body.Tags, body.Scoring, body.TrainingData, body.ParentVersion, body.RetrainingRequest),
            ct)).ToCreated(
            version => string.Create(CultureInfo.InvariantCulture, $"{ApiRoom.Prefix}/models/{name}/versions/{version.Number}"),
            version => new RegisteredVersionResponse(version.Id.Value, name, version.Number));

    private static async Task<Results<Ok<VersionDraftResponse>, ProblemHttpResult>> DraftAsync(Caller caller, string name, Guid upload, VersionDraft query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, name, new UploadId(upload), null, ct)).ToOk(VersionDraftResponse.Of);

    private static async Task<Results<Ok<VersionResponse>, ProblemHttpResult>> VersionAsync(
        Caller caller, string name, int number, VersionDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, number, ct);
        if (outcome.IsOk)
        {
            response.SetRevision(outcome.Value.Revision);
        }

        return outcome.ToOk(VersionResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditVersionAsync(
        Caller caller, string name, int number, EditVersionBody body, HttpRequest request, EditVersion act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditVersionRequest(name, number, seen.Value, body.Description, body.Tags), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ArtifactAsync(
        Caller caller, string name, int number, VersionDetail query, ArtifactStore store, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, number, ct);
        return outcome.IsOk
            ? TypedResults.Stream(
                store.OpenRead(caller.Actor.Tenant, outcome.Value.Digest), "application/octet-stream", DownloadNames.Of(outcome.Value.Model, number, outcome.Value.FileName, outcome.Value.Signature),
                entityTag: new EntityTagHeaderValue($"\"{outcome.Value.Digest}\""), enableRangeProcessing: true)
            : outcome.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AliasResponse>, ProblemHttpResult>> AliasAsync(
        Caller caller, string name, string alias, ModelDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, ct);
        if (!outcome.IsOk)
        {
            return outcome.Refusal.ToProblem();
        }

        if (outcome.Value.Aliases.FirstOrDefault(row => string.Equals(row.Alias, alias, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return Refusal.NotFound($"The alias {alias} of {name}").ToProblem();
        }

        response.SetRevision(found.Number);
        return TypedResults.Ok(new AliasResponse(found.Alias, found.Number));
    }

    /// <summary>An alias has no revision of its own: where it points is what its ETag says. Without If-Match it moves from wherever it is.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> MoveAliasAsync(
        Caller caller, string name, string alias, MoveAliasBody body, HttpRequest request, MoveAlias act, CancellationToken ct)
    {
        var seen = Seen(request);
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new MoveAliasRequest(name, alias, body.Version, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAliasAsync(Caller caller, string name, string alias, HttpRequest request, RemoveAlias act, CancellationToken ct)
    {
        var seen = Seen(request);
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new RemoveAliasRequest(name, alias, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static Outcome<int?> Seen(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return (int?)null;
        }

        var seen = request.RevisionSeen();
        return seen.IsOk ? (int?)seen.Value : seen.Refusal;
    }
}
