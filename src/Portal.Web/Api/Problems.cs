using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;

namespace Portal.Web.Api;

/// <summary>Refusals as RFC 9457 problem details. The type is stable: programs may rely on it, the sentence is for people.</summary>
public static class Problems
{
    public const string TypePrefix = "urn:portal:problem:";

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Blocked => StatusCodes.Status409Conflict,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Reused => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static ProblemHttpResult ToProblem(this Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Type = TypePrefix + refusal.Code,
            Title = TitleOf(refusal.Kind),
            Status = StatusOf(refusal.Kind),
            Detail = refusal.Sentence,
        };
        if (refusal.NextStep is { } next)
        {
            problem.Extensions["nextStep"] = next;
        }

        if (refusal.Fields.Count > 0)
        {
            problem.Extensions["errors"] = refusal.Fields;
        }

        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Of(int status, string code, string title, string sentence) =>
        TypedResults.Problem(new ProblemDetails { Type = TypePrefix + code, Title = title, Status = status, Detail = sentence });

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request is not right",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.Blocked => "Refused by a rule",
        RefusalKind.Conflict => "In conflict with what is there",
        RefusalKind.Stale => "Changed meanwhile",
        RefusalKind.TooLarge => "Too large",
        RefusalKind.Reused => "Key used for something else",
        RefusalKind.TooMany => "Too many at once",
        _ => "Refused",
    };
}
