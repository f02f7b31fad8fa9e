using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Portal.Web.Costs.Usage.Otlp.Wire;

namespace Portal.Web.Costs.Usage.Otlp;

/// <summary>Answers in the form in which was asked: an export response, or a status with the reason why nothing was taken.</summary>
internal sealed class OtlpAnswer(bool isJson, int status, IMessage message, JsonObject json) : IResult
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    /// <summary>Of google.rpc.Code.</summary>
    private const int InvalidArgument = 3;
    private const int PermissionDenied = 7;
    private const int ResourceExhausted = 8;
    private const int Unavailable = 14;

    /// <param name="rejectedName">As JSON calls what was rejected.</param>
    /// <param name="why">A warning when nothing was rejected; null for none.</param>
    public static OtlpAnswer Taken(bool isJson, string rejectedName, int rejected, string? why) => new(
        isJson,
        StatusCodes.Status200OK,
        rejected == 0 && why is null ? new ExportResponse() : new ExportResponse { PartialSuccess = new PartialSuccess { Rejected = rejected, ErrorMessage = why ?? "" } },
        rejected == 0 && why is null ? [] : new JsonObject { ["partialSuccess"] = new JsonObject { [rejectedName] = rejected.ToString(System.Globalization.CultureInfo.InvariantCulture), ["errorMessage"] = why ?? "" } });

    public static OtlpAnswer Refused(bool isJson, int status, string why)
    {
        var code = status switch
        {
            StatusCodes.Status403Forbidden => PermissionDenied,
            StatusCodes.Status413PayloadTooLarge => ResourceExhausted,
            StatusCodes.Status503ServiceUnavailable => Unavailable,
            _ => InvalidArgument,
        };
        return new(isJson, status, new RpcStatus { Code = code, Message = why }, new JsonObject { ["code"] = code, ["message"] = why });
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = isJson ? Json : Protobuf;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        var body = isJson ? JsonSerializer.SerializeToUtf8Bytes(json) : message.ToByteArray();
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
