using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Portal.Core;

namespace Portal.Web.Api;

/// <summary>What endpoints return for the outcome of an act or a query.</summary>
public static class Answers
{
    public static Results<Ok<TBody>, ProblemHttpResult> ToOk<T, TBody>(this Outcome<T> outcome, Func<T, TBody> body) =>
        outcome.IsOk ? TypedResults.Ok(body(outcome.Value)) : outcome.Refusal.ToProblem();

    public static Results<Ok<T>, ProblemHttpResult> ToOk<T>(this Outcome<T> outcome) => outcome.ToOk(value => value);

    public static Results<Created<TBody>, ProblemHttpResult> ToCreated<T, TBody>(this Outcome<T> outcome, Func<T, string> location, Func<T, TBody> body) =>
        outcome.IsOk ? TypedResults.Created(location(outcome.Value), body(outcome.Value)) : outcome.Refusal.ToProblem();

    public static Results<NoContent, ProblemHttpResult> ToNoContent<T>(this Outcome<T> outcome) =>
        outcome.IsOk ? TypedResults.NoContent() : outcome.Refusal.ToProblem();

    /// <summary>Puts the revision of what a person may edit into the answer, to come back as <c>If-Match</c>.</summary>
    public static void SetRevision(this HttpResponse response, long revision) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>The revision that the caller saw; a refusal when the header is missing or malformed, because edits are never blind.</summary>
    public static Outcome<long> RevisionSeen(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        return EntityTagHeaderValue.TryParse(header, out var tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : Refusal.Invalid("If-Match", "Send the ETag of what you saw as If-Match, so that nobody's change is overwritten unseen.");
    }

    /// <summary>The same where the header may be missing, but not wrong: in an emergency nobody reads first.</summary>
    public static Outcome<long?> RevisionSeenIfAny(this HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return (long?)null;
        }

        var seen = request.RevisionSeen();
        return seen.IsOk ? (long?)seen.Value : seen.Refusal;
    }
}
