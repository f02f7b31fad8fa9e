using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <param name="Revision">Of the use case as the person saw it.</param>
/// <param name="Note">What the board should know; may be empty.</param>
public sealed record SubmitUseCaseRequest(int Number, long Revision, string Note = "");

/// <summary>Puts a use case before the board, as it is now: nothing of it can be changed until the board has decided.</summary>
public sealed class SubmitUseCase(AuditTrail trail)
{
    /// <returns>The number of the session that it opened.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, SubmitUseCaseRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ProposeUseCase) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.submit", found.Subject, forbidden, ct);
        }

        if (unit.Actor.Member is not { } member)
        {
            return await unit.RefuseAsync("use-case.submit", found.Subject, new(RefusalKind.Forbidden, "use-case.person", "A member submits a use case, never the portal itself."), ct);
        }

        if (request.Revision != found.Case.Revision)
        {
            return Refusal.Stale("This use case");
        }

        if ((UseCaseRules.Refuses(UseCaseAct.Submit, request.Number, found.Case.State)
            ?? UseCaseRules.RefusesSubmission(AiActRules.Classify(found.Case.Answers))
            ?? Texts.Refuses("note", request.Note, Texts.LongestReason)) is { } refusal)
        {
            return refusal;
        }

        var session = await OpenAsync(unit, found, member, request.Note.Trim(), ct);
        unit.Db.BoardSessions.Add(session);
        found.Case.State = UseCaseState.Submitted;
        unit.Record("use-case.submitted", found.Subject, session.Note.Length == 0 ? null : session.Note, new JsonObject
        {
            ["session"] = session.Number, ["quorum"] = session.Quorum, ["class"] = found.Case.Class?.ToString(), ["case"] = session.CaseDigest.Hex,
        });
        unit.Tell("use-case.submitted", new JsonObject { ["useCaseId"] = found.Case.Id.ToString(), ["number"] = found.Case.Number, ["title"] = found.Case.Title, ["class"] = found.Case.Class?.ToString() });
        return await unit.CommitAsync(session.Number, ct);
    }

    private static async Task<BoardSession> OpenAsync(UnitOfWork unit, FoundUseCase found, MemberId member, string note, CancellationToken ct)
    {
        var described = await found.DescribeAsync(unit.Db, ct);
        return new BoardSession
        {
            TenantId = unit.Actor.Tenant,
            Id = BoardSessionId.New(),
            UseCaseId = found.Case.Id,
            Number = 1 + (found.Session?.Number ?? 0),
            Quorum = await unit.Db.BoardSettings.Select(row => (int?)row.Quorum).SingleOrDefaultAsync(ct) ?? BoardSettings.DefaultQuorum,
            Case = FoundUseCase.Canonical(described),
            CaseDigest = Digest.Of(CanonicalJson.Write(described)),
            SubmittedBy = member,
            Note = note,
            OpenedAt = unit.Now,
        };
    }
}
