using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Audit;
using Portal.Web.Api;

namespace Portal.Web.Audit;

/// <summary>The trail for programs: search, one entry, the whole export, and verification.</summary>
public static class AuditApi
{
    public static void MapAuditApi(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/entries", SearchAsync).WithName("SearchAuditEntries").WithSummary("Entries of the trail, newest first; all given conditions must hold.");
        audit.MapGet("/entries/{sequence:long}", FindAsync).WithName("GetAuditEntry").WithSummary("One entry with its canonical JSON and its place in the chain.");
        audit.MapGet("/export", Export).WithName("ExportAuditTrail").WithSummary("The whole trail as JSON lines, oldest first; 'audit verify' checks it offline.")
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson").ProducesProblem(StatusCodes.Status403Forbidden);
        audit.MapPost("/verification", VerifyAsync).WithName("VerifyAuditTrail").WithSummary("Reads the whole chain, proves it against its head, and records that it was done.");
    }

    public sealed record EntryAnswer(long Sequence, DateTimeOffset At, string Actor, string Origin, string Action, string SubjectKind, string SubjectId, string SubjectName, string? Reason, string Hash)
    {
        internal static EntryAnswer From(AuditRow row) =>
            new(row.Sequence, row.At, row.ActorName, row.Origin.ToString(), row.Action, row.SubjectKind, row.SubjectId, row.SubjectName, row.Reason, row.Hash.Hex);
    }

    /// <param name="Body">Canonical JSON: its SHA-256 is the hash.</param>
    public sealed record EntryDetailAnswer(EntryAnswer Entry, string Body, string Previous);

    /// <param name="Head"><c>SEQUENCE:HASH</c> of the last whole entry.</param>
    /// <param name="BrokenAt">The number of the entry where the chain breaks; absent when it is whole.</param>
    public sealed record VerificationAnswer(bool Whole, long Entries, string? Head, long? BrokenAt, string? Sentence);

    /// <param name="Who">Part of the actor's name.</param>
    /// <param name="Action">The action or its beginning.</param>
    /// <param name="Subject">Part of the subject's name.</param>
    public sealed record EntriesQuery(
        [FromQuery] string? Who, [FromQuery] string? Action, [FromQuery] string? SubjectKind, [FromQuery] string? SubjectId, [FromQuery] string? Subject,
        [FromQuery] DateTimeOffset? From, [FromQuery] DateTimeOffset? Until)
    {
        internal AuditSearch ToSearch() => new(Who, Action, SubjectKind, SubjectId, Subject, From?.ToUniversalTime(), Until?.ToUniversalTime());
    }

    private static async Task<Results<Ok<PageAnswer<EntryAnswer>>, ProblemHttpResult>> SearchAsync(
        Caller caller, [AsParameters] EntriesQuery query, [AsParameters] PageQuery page, AuditList trail, CancellationToken ct) =>
        (await trail.SearchAsync(caller.Actor, query.ToSearch(), page.ToRequest(), ct)).ToOk(found => found.ToAnswer(EntryAnswer.From));

    private static async Task<Results<Ok<EntryDetailAnswer>, ProblemHttpResult>> FindAsync(Caller caller, long sequence, AuditList trail, CancellationToken ct) =>
        (await trail.FindAsync(caller.Actor, sequence, ct)).ToOk(entry => new EntryDetailAnswer(EntryAnswer.From(entry.Row), entry.Body, entry.Previous.Hex));

    private static async Task<Results<Ok<VerificationAnswer>, ProblemHttpResult>> VerifyAsync(Caller caller, VerifyTrail verify, CancellationToken ct) =>
        (await verify.RunAsync(caller.Actor, ct)).ToOk(found => new VerificationAnswer(found.IsWhole, found.Entries, found.Head?.ToString(), found.Break?.Line, found.Break?.Sentence));

    private static IResult Export(Caller caller, AuditExport export)
    {
        if (AuditExport.Refuses(caller.Actor) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return Results.Stream(
            async body =>
            {
                var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
                await using (writer)
                {
                    await foreach (var line in export.LinesAsync(caller.Actor, CancellationToken.None))
                    {
                        await writer.WriteLineAsync(line);
                    }
                }
            },
            "application/x-ndjson",
            "audit.jsonl");
    }
}
