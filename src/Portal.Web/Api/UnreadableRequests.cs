using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;

namespace Portal.Web.Api;

/// <summary>
/// Answers requests that cannot be read (a field that is missing or has no such value, a body that is too large) with problem details
/// that name the field. Endpoints see only requests that are whole.
/// </summary>
public sealed partial class UnreadableRequests(RequestDelegate next)
{
    private const string Body = "body";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.Any(parameter => parameter.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true)))
        {
            await Refusal.Invalid("query", "The address holds a character that nothing is called by (NUL).").ToProblem().ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);

            // A body that ends too late is not thrown but answered, with an empty page.
            if (context.Response is { StatusCode: StatusCodes.Status413PayloadTooLarge, HasStarted: false, ContentType: null })
            {
                await TooLarge().ToProblem().ExecuteAsync(context);
            }

            // Where an address takes other forms than JSON, routing itself turns the rest away.
            if (context.Response is { StatusCode: StatusCodes.Status415UnsupportedMediaType, HasStarted: false, ContentType: null })
            {
                await Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The request is not right", "Send the body in a form that the description of this address names: /openapi/v1.json.").ExecuteAsync(context);
            }
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await AnswerOf(unreadable).ExecuteAsync(context);
        }
    }

    private static ProblemHttpResult AnswerOf(BadHttpRequestException unreadable) => unreadable switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge().ToProblem(),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problems.Of(
            StatusCodes.Status415UnsupportedMediaType, "media-type", "The request is not right", "Send the body as application/json."),
        { InnerException: JsonException json } => FieldOf(json).ToProblem(),
        _ => QueryFieldOf(unreadable.Message).ToProblem(),
    };

    private static Refusal TooLarge() => new(
        RefusalKind.TooLarge, "too-large", $"The body of this request is larger than allowed: {ApiRoom.LargestJson:N0} bytes of JSON, or the limit of uploads.", "Send files to uploads.");

    private static Refusal FieldOf(JsonException json)
    {
        var path = json.Path is { Length: > 1 } whole && whole.StartsWith("$.", StringComparison.Ordinal) ? whole[2..] : "";
        var missing = Missing().Match(json.Message) is { Success: true } names ? [.. Quoted().Matches(names.Groups["names"].Value).Select(name => name.Groups["name"].Value)] : Array.Empty<string>();
        if (missing.Length > 0)
        {
            var fields = missing.ToDictionary(name => path.Length == 0 ? name : $"{path}.{name}", _ => "This is missing.", StringComparer.Ordinal);
            return new Refusal(RefusalKind.Invalid, "invalid", $"{string.Join(", ", fields.Keys)}: {(missing.Length == 1 ? "this is" : "these are")} missing.") { Fields = fields };
        }

        return path.Length == 0
            ? Refusal.Invalid(Body, "The body is not the JSON object that is expected here; the description of the API shows it.")
            : Refusal.Invalid(path, $"{path} is unknown here, or its value does not fit.");
    }

    /// <summary>A parameter of the address: the framework says which in quotation marks, its type before its name.</summary>
    private static Refusal QueryFieldOf(string message) =>
        Parameter().Match(message) is { Success: true } found && found.Groups["name"].Value != Body
            ? Refusal.Invalid(found.Groups["name"].Value, $"{found.Groups["name"].Value} is missing, or its value does not fit.")
            : Refusal.Invalid(Body, "The request has no body that can be read; the description of the API shows what is expected here.");

    [GeneratedRegex("including: (?<names>.+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Missing();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Quoted();

    [GeneratedRegex("\"(?:\\S+ )+(?<name>\\w+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parameter();
}
