using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Session">The number of the session.</param>
/// <param name="Revision">Of the session as the person saw it.</param>
/// <param name="Present">E-mail addresses of who was there; those who voted always were.</param>
public sealed record WriteMinutesRequest(int Number, int Session, long Revision, string Minutes, IReadOnlyList<string> Present);

/// <summary>Keeps what was said in a session and who was there. Whoever sits on the board may write and correct it; every text is in the trail.</summary>
public sealed class WriteMinutes(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WriteMinutesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FindAsync(unit.Db, request, ct) is not var (row, session))
        {
            return Refusal.NotFound($"Session {request.Session} on U-{request.Number}");
        }

        var subject = FoundUseCase.SubjectOf(row.Id, row.Number);
        if (unit.Refuses(Permission.SitOnBoard) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.minutes", subject, forbidden, ct);
        }

        if (unit.Actor.Member is not { } writer)
        {
            return await unit.RefuseAsync("use-case.minutes", subject, new(RefusalKind.Forbidden, "use-case.person", "A member writes the minutes, never the portal itself."), ct);
        }

        if (request.Revision != session.Revision)
        {
            return Refusal.Stale("This session");
        }

        if (RefusesText(request.Minutes) is { } invalid)
        {
            return invalid;
        }

        var present = await PresentAsync(unit.Db, session, request.Present, ct);
        if (present.Refusal is { } unknown)
        {
            return unknown;
        }

        Apply(session, request.Minutes.Trim(), present.Value.Keys, writer, unit.Now);
        unit.Record("use-case.minutes-written", subject, details: new JsonObject
        {
            ["session"] = session.Number,
            ["minutes"] = session.Minutes,
            ["present"] = new JsonArray([.. present.Value.Values.Order(StringComparer.Ordinal).Select(email => (JsonNode)JsonValue.Create(email))]),
        });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<(UseCase, BoardSession)?> FindAsync(PortalDbContext db, WriteMinutesRequest request, CancellationToken ct) =>
        await db.UseCases.AsNoTracking().SingleOrDefaultAsync(one => one.Number == request.Number, ct) is { } row
        && await db.BoardSessions.Include(one => one.Votes).Include(one => one.Present).SingleOrDefaultAsync(one => one.UseCaseId == row.Id && one.Number == request.Session, ct) is { } session
            ? (row, session)
            : null;

    private static Refusal? RefusesText(string minutes) =>
        string.IsNullOrWhiteSpace(minutes) ? Refusal.Invalid("minutes", "Write what was said and why it was decided so.") : Texts.Refuses("minutes", minutes, BoardSession.LongestMinutes);

    private static async Task<Outcome<Dictionary<MemberId, string>>> PresentAsync(PortalDbContext db, BoardSession session, IReadOnlyList<string> said, CancellationToken ct)
    {
        string[] emails = [.. said.Select(Names.Normalize).Distinct(StringComparer.Ordinal)];
        MemberId[] voted = [.. session.Votes.Select(vote => vote.MemberId)];
        if (emails.Length > MemberList.Most)
        {
            return Refusal.Invalid("present", $"At most {MemberList.Most} members are named.");
        }

        var found = await db.Members.Where(row => emails.Contains(row.NormalizedEmail) || voted.Contains(row.Id)).Select(row => new { row.Id, row.Email, row.NormalizedEmail }).ToListAsync(ct);
        return said.FirstOrDefault(email => found.TrueForAll(row => row.NormalizedEmail != Names.Normalize(email))) is { } missing
            ? Refusal.Invalid("present", $"{missing} is not a member.")
            : found.ToDictionary(row => row.Id, row => row.Email);
    }

    private static void Apply(BoardSession session, string minutes, IReadOnlyCollection<MemberId> present, MemberId writer, DateTimeOffset now)
    {
        (session.Minutes, session.MinutesBy, session.MinutesAt) = (minutes, writer, now);
        session.Present.RemoveAll(attendee => !present.Contains(attendee.MemberId));
        session.Present.AddRange(present.Except(session.Present.Select(attendee => attendee.MemberId))
            .Select(member => new BoardAttendee { TenantId = session.TenantId, SessionId = session.Id, MemberId = member }));
    }
}
