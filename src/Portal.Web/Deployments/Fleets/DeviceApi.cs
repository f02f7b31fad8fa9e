using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Deployments.Fleets;
using Portal.Web.Api;
using Portal.Web.Tenancy;

namespace Portal.Web.Deployments.Fleets;

/// <summary>What a device asks and says with its own token, and all that such a token is good for.</summary>
public static class DeviceApi
{
    public static void MapDeviceApi(this IEndpointRouteBuilder api)
    {
        var device = api.MapGroup("/environments/{environment}/devices/{device}").WithTags("Devices").WithMetadata(new OpenToDevices());
        device.MapGet("/desired", DesiredAsync).WithName("GetDesiredVersion").WithSummary("What a device is to run of a model, with its digest and where to download it; 204 when nothing yet")
            .WithDescription("Ask again with If-None-Match: as long as it is to run the same, the answer is 304 without a body. Members may look, too.")
            .Produces(StatusCodes.Status304NotModified);
        device.MapGet("/artifacts/{digest}", ArtifactAsync).WithName("GetDesiredArtifact").WithSummary("The bytes of the version that the device is to run, for that device only; parts of it by Range")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        device.MapPost("/reports", ReportAsync).WithName("ReportFromDevice").WithSummary("What the device runs; the same id said twice is taken down once");
    }

    private static async Task<Results<Ok<DesiredVersionResponse>, NoContent, StatusCodeHttpResult, ProblemHttpResult>> DesiredAsync(
        Caller caller, string environment, string device, string model, HttpRequest request, HttpResponse response, DesiredVersion query, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, environment, device, model, ct);
        if (!found.IsOk)
        {
            return found.Refusal.ToProblem();
        }

        response.Headers.CacheControl = "private, no-cache";
        if (found.Value.View is not { } view)
        {
            return TypedResults.NoContent();
        }

        // Two versions may have the same bytes, and still be two answers.
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{view.Number}-{view.Digest.Hex}\""));
        response.Headers.ETag = tag.ToString();
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(DesiredVersionResponse.Of(view));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ArtifactAsync(
        Caller caller, string environment, string device, string digest, string model, DesiredVersion query, CancellationToken ct)
    {
        var found = await query.OpenAsync(caller.Actor, environment, device, model, digest, ct);
        return found.IsOk
            ? TypedResults.Stream(
                found.Value.Content, "application/octet-stream", found.Value.Version.FileName,
                entityTag: new EntityTagHeaderValue($"\"{found.Value.Version.Digest}\""), enableRangeProcessing: true)
            : found.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReportAsync(
        Caller caller, string environment, string device, DeviceReportBody body, ReportFromDevice act, CancellationToken ct) =>
        (await act.RunAsync(
            caller.Actor, new DeviceReportRequest(environment, device, new DeviceReportId(body.Id), body.Model, body.Version, body.Sha256, body.State, body.Message), ct)).ToNoContent();
}
