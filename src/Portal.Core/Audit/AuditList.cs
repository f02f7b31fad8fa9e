using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>What a person looks for in the trail. All that is given must hold.</summary>
/// <param name="Who">Part of the actor's name, any case.</param>
/// <param name="Action">The action or its beginning: <c>promotion</c> finds all of promotions.</param>
/// <param name="Subject">Part of the subject's name, any case.</param>
public sealed record AuditSearch(
    string? Who = null,
    string? Action = null,
    string? SubjectKind = null,
    string? SubjectId = null,
    string? Subject = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null);

public sealed record AuditRow(long Sequence, DateTimeOffset At, string ActorName, ActorOrigin Origin, string Action, string SubjectKind, string SubjectId, string SubjectName, string? Reason, Digest Hash);

/// <param name="Differing">Which part of <paramref name="Row"/> is not what the content says, in a sentence; null when all of it is.</param>
public sealed record AuditDetail(AuditRow Row, string Body, Digest Previous, string? Differing)
{
    /// <summary>Whether the content still hashes to its hash and is what is shown; its place in the chain is another question (<see cref="VerifyTrail"/>).</summary>
    public bool IsWhole => Differing is null && Digest.Of(Encoding.UTF8.GetBytes(Body)) == Row.Hash;
}

/// <summary>Questions to the trail, newest entry first; the sequence is the cursor.</summary>
public sealed class AuditList(PortalDatabase database)
{
    private static readonly Expression<Func<AuditEntry, AuditRow>> s_row = entry => new AuditRow(
        entry.Sequence, entry.At, entry.ActorName, entry.Origin, entry.Action, entry.SubjectKind, entry.SubjectId, entry.SubjectName, entry.Reason, entry.Hash);

    private static readonly Func<AuditEntry, AuditRow> s_toRow = s_row.Compile();

    public async Task<Outcome<Page<AuditRow>>> SearchAsync(Actor actor, AuditSearch search, PageRequest page, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ReadAudit) is { } refusal)
        {
            return refusal;
        }

        long? before = null;
        if (page.After is { } after)
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor))
            {
                return Refusal.Invalid("after", "The cursor is not one that this list handed out. Leave it away to begin at the top.");
            }

            before = cursor;
        }

        if (page.Size is < 1 or > PageRequest.LargestSize)
        {
            return (page with { After = null }).Refuses()!;
        }

        await using var db = database.Open(actor.Tenant);
        var found = await Rows(Filter(db, search).Where(entry => before == null || entry.Sequence < before).OrderByDescending(entry => entry.Sequence).Take(page.Size + 1)).ToListAsync(ct);
        var items = found.Take(page.Size).ToList();
        return new Page<AuditRow>(items, found.Count > page.Size ? items[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Outcome<AuditDetail>> FindAsync(Actor actor, long sequence, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ReadAudit) is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        return await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Sequence == sequence, ct) is { } found
            ? new AuditDetail(s_toRow(found), found.Body, found.Previous, AuditColumns.Differing(found))
            : Refusal.NotFound($"Audit entry {sequence}");
    }

    /// <summary>
    /// What happened to one subject, newest first: the history tab of a page. Open to every member, because it is the page's own story.
    /// </summary>
    public async Task<IReadOnlyList<AuditRow>> OfSubjectAsync(Actor actor, string kind, string id, int most, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await Rows(db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectKind == kind && entry.SubjectId == id).OrderByDescending(entry => entry.Sequence).Take(most)).ToListAsync(ct);
    }

    private static IQueryable<AuditEntry> Filter(PortalDbContext db, AuditSearch search)
    {
        var entries = db.AuditEntries.AsNoTracking()
            .WhereContains(entry => entry.ActorName, search.Who)
            .WhereContains(entry => entry.SubjectName, search.Subject);
        if (search.Action is { Length: > 0 } action)
        {
            entries = entries.Where(entry => entry.Action.StartsWith(action));
        }

        if (search.SubjectKind is { Length: > 0 } kind)
        {
            entries = entries.Where(entry => entry.SubjectKind == kind);
        }

        if (search.SubjectId is { Length: > 0 } id)
        {
            entries = entries.Where(entry => entry.SubjectId == id);
        }

        if (search.From is { } from)
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (search.Until is { } until)
        {
            entries = entries.Where(entry => entry.At < until);
        }

        return entries;
    }

    private static IQueryable<AuditRow> Rows(IQueryable<AuditEntry> entries) => entries.Select(s_row);
}
