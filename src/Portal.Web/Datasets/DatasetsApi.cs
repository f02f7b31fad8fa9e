using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core.Datasets;
using Portal.Core.Storage.Artifacts;
using Portal.Web.Api;

namespace Portal.Web.Datasets;

/// <summary>Datasets and the uploads that they are made of, for programs.</summary>
public static class DatasetsApi
{
    public static void MapDatasetsApi(this RouteGroupBuilder api)
    {
        var uploads = api.MapGroup("/uploads").WithTags("Uploads");
        uploads.MapPost("/", ReceiveAsync).WithName("ReceiveUpload").WithSummary("Sends a file as the body of the request").WithMetadata(new DisableRequestSizeLimitAttribute());
        uploads.MapGet("/{id:guid}/schema", SchemaAsync).WithName("GetUploadSchema").WithSummary("Reads an uploaded table and says what its columns can be");

        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapGet("/", ListAsync).WithName("ListDatasets").WithSummary("The datasets, newest first");
        datasets.MapPost("/", CreateAsync).WithName("CreateDataset").WithSummary("Makes a dataset of an uploaded table");
        datasets.MapGet("/{name}", FindAsync).WithName("GetDataset").WithSummary("One dataset");
        datasets.MapPut("/{name}", EditAsync).WithName("EditDataset").WithSummary("Changes description, owner, classification and region");
        datasets.MapGet("/{name}/versions", VersionsAsync).WithName("ListDatasetVersions").WithSummary("The snapshots of a dataset, newest first");
        datasets.MapPost("/{name}/versions", AddVersionAsync).WithName("AddDatasetVersion").WithSummary("Adds an uploaded table as the next snapshot");
        datasets.MapGet("/{name}/versions/{number:int}", VersionAsync).WithName("GetDatasetVersion").WithSummary("One snapshot with its columns and what was measured of them");
        datasets.MapGet("/{name}/versions/{number:int}/content", ContentAsync).WithName("GetDatasetContent").WithSummary("The bytes of a snapshot");
    }

    /// <summary>The name of the file stands in the query or, percent-encoded, in the header X-File-Name.</summary>
    private static async Task<Results<Created<UploadResponse>, ProblemHttpResult>> ReceiveAsync(
        Caller caller, Stream body, HttpRequest request, ReceiveUpload act, CancellationToken ct, string? fileName = null, [FromHeader(Name = "X-File-Name")] string? fileNameHeader = null)
    {
        var name = fileName ?? (fileNameHeader is null ? null : Uri.UnescapeDataString(fileNameHeader));
        var outcome = await act.RunAsync(caller.Actor, new ReceiveUploadRequest(name, body, request.ContentLength), ct);
        return outcome.ToCreated(upload => $"{ApiRoom.Prefix}/uploads/{upload.Id}/schema", UploadResponse.Of);
    }

    private static async Task<Results<Ok<SchemaResponse>, ProblemHttpResult>> SchemaAsync(Caller caller, Guid id, DatasetSchema query, CancellationToken ct, string? dataset = null) =>
        (await query.FindAsync(caller.Actor, new UploadId(id), dataset, ct)).ToOk(SchemaResponse.Of);

    private static async Task<Results<Ok<PageAnswer<DatasetItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, DatasetList query, CancellationToken ct, string? search = null) =>
        (await query.ReadAsync(caller.Actor, new DatasetListRequest(page.ToRequest(), search), ct)).ToOk(rows => rows.ToAnswer(DatasetItem.Of));

    private static async Task<Results<Created<ImportedDatasetResponse>, ProblemHttpResult>> CreateAsync(Caller caller, CreateDatasetBody body, ImportDataset act, CancellationToken ct) =>
        Imported(await act.RunAsync(
            caller.Actor,
            new ImportDatasetRequest(new UploadId(body.Upload), body.Name, new NewDataset(body.Description, body.Classification, body.Region), body.Columns),
            ct));

    private static async Task<Results<Created<ImportedDatasetResponse>, ProblemHttpResult>> AddVersionAsync(
        Caller caller, string name, AddDatasetVersionBody body, ImportDataset act, CancellationToken ct) =>
        Imported(await act.RunAsync(caller.Actor, new ImportDatasetRequest(new UploadId(body.Upload), name, null, body.Columns), ct));

    private static Results<Created<ImportedDatasetResponse>, ProblemHttpResult> Imported(Core.Outcome<ImportedDataset> outcome) =>
        outcome.ToCreated(imported => $"{ApiRoom.Prefix}/datasets/{imported.Name}/versions/{imported.Number}", ImportedDatasetResponse.Of);

    private static async Task<Results<Ok<DatasetResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, DatasetDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, ct);
        if (outcome.IsOk)
        {
            response.SetRevision(outcome.Value.Revision);
        }

        return outcome.ToOk(DatasetResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, string name, EditDatasetBody body, HttpRequest request, EditDataset act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditDatasetRequest(name, seen.Value, body.Description, body.Owner, body.Classification, body.Region), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<DatasetVersionItem>>, ProblemHttpResult>> VersionsAsync(
        Caller caller, string name, [AsParameters] PageQuery page, DatasetDetail query, CancellationToken ct) =>
        (await query.VersionsAsync(caller.Actor, name, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(DatasetVersionItem.Of));

    private static async Task<Results<Ok<DatasetVersionResponse>, ProblemHttpResult>> VersionAsync(Caller caller, string name, int number, DatasetDetail query, CancellationToken ct) =>
        (await query.VersionAsync(caller.Actor, name, number, ct)).ToOk(DatasetVersionResponse.Of);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ContentAsync(
        Caller caller, string name, int number, DatasetDetail query, ArtifactStore store, CancellationToken ct)
    {
        var outcome = await query.VersionAsync(caller.Actor, name, number, ct);
        return outcome.IsOk
            ? TypedResults.Stream(
                store.OpenRead(caller.Actor.Tenant, outcome.Value.Version.Digest), "text/csv", $"{outcome.Value.Version.Dataset}-{number}.csv",
                entityTag: new EntityTagHeaderValue($"\"{outcome.Value.Version.Digest}\""), enableRangeProcessing: true)
            : outcome.Refusal.ToProblem();
    }
}
