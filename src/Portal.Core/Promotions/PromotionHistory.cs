using System.Text.Json;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>One thing that happened to a promotion, as the trail keeps it.</summary>
/// <param name="Sequence">Of the audit entry.</param>
/// <param name="By">The member's name, or what the portal calls itself.</param>
/// <param name="Details">What the entry says beside who and when; lists in one line.</param>
public sealed record PromotionFact(long Sequence, DateTimeOffset At, string Action, string By, MemberId? ById, string? Reason, IReadOnlyDictionary<string, string> Details)
{
    public string? Said(string detail) => Details.GetValueOrDefault(detail);
}

/// <summary>The story of one promotion from the trail, the oldest first: open to every member, because it is the promotion's own.</summary>
public sealed class PromotionHistory(PortalDatabase database)
{
    /// <summary>The newest of them; the trail itself holds all.</summary>
    public const int Most = 200;

    public async Task<IReadOnlyList<PromotionFact>> ReadAsync(Actor actor, PromotionId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var (members, subject) = (db.Members, id.ToString());
        var rows = await db.AuditEntries.AsNoTracking()
            .Where(row => row.SubjectKind == "promotion" && row.SubjectId == subject && !row.Action.EndsWith(".refused"))
            .OrderByDescending(row => row.Sequence).Take(Most)
            .Select(row => new { row.Sequence, row.At, row.Action, row.ActorId, row.ActorName, Name = members.Where(member => member.Id == row.ActorId).Select(member => member.Name).FirstOrDefault(), row.Reason, row.Body })
            .ToListAsync(ct);
        var facts = rows.ConvertAll(row => new PromotionFact(row.Sequence, row.At, row.Action, row.Name ?? row.ActorName, row.ActorId, row.Reason, Details(row.Body)));
        facts.Reverse();
        return await NamedAsync(db, facts, ct);
    }

    /// <summary>The trail names by id in whose place somebody decided; people read a name.</summary>
    private static async Task<IReadOnlyList<PromotionFact>> NamedAsync(PortalDbContext db, List<PromotionFact> facts, CancellationToken ct)
    {
        const string seat = "inPlaceOf";
        MemberId[] ids = [.. facts.Select(fact => fact.Said(seat)).Where(id => id is not null).Select(id => new MemberId(Guid.Parse(id!))).Distinct()];
        if (ids.Length == 0)
        {
            return facts;
        }

        var names = await db.Members.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id.ToString(), row => row.Name, StringComparer.Ordinal, ct);
        return facts.ConvertAll(fact => fact.Said(seat) is { } id && names.TryGetValue(id, out var name)
            ? fact with { Details = new Dictionary<string, string>(fact.Details, StringComparer.Ordinal) { [seat] = name } }
            : fact);
    }

    private static Dictionary<string, string> Details(string body)
    {
        using var entry = JsonDocument.Parse(body);
        return entry.RootElement.GetProperty("details").EnumerateObject().Where(detail => detail.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(detail => detail.Name, detail => Text(detail.Value), StringComparer.Ordinal);
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? string.Join(", ", value.EnumerateArray().Select(Text)) : value.ToString();
}
