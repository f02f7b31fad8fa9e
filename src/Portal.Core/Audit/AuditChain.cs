using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>How facts become links. Pure.</summary>
public static class AuditChain
{
    /// <summary>What the first entry of a chain names as its predecessor.</summary>
    public static Digest Genesis { get; } = Digest.Parse(new string('0', 64));

    public static AuditEntry Link(Actor actor, AuditFact fact, DateTimeOffset at, long sequence, Digest previous)
    {
        var body = new JsonObject
        {
            ["tenant"] = actor.Tenant.ToString(),
            ["sequence"] = sequence,
            ["previous"] = previous.Hex,
            ["at"] = Instant(at),
            ["actor"] = new JsonObject
            {
                ["id"] = actor.Member?.ToString(),
                ["name"] = actor.Name,
                ["origin"] = actor.Origin.ToString(),
                ["roles"] = new JsonArray([.. actor.Roles.Order().Select(role => JsonValue.Create(role.ToString()))]),
            },
            ["action"] = fact.Action,
            ["subject"] = new JsonObject { ["kind"] = fact.Subject.Kind, ["id"] = fact.Subject.Id, ["name"] = fact.Subject.Name },
            ["reason"] = fact.Reason,
            ["details"] = fact.Details?.DeepClone() ?? new JsonObject(),
        };
        var bytes = CanonicalJson.Write(body);
        return new AuditEntry
        {
            TenantId = actor.Tenant,
            Sequence = sequence,
            At = at,
            ActorId = actor.Member,
            ActorName = actor.Name,
            Origin = actor.Origin,
            Action = fact.Action,
            SubjectKind = fact.Subject.Kind,
            SubjectId = fact.Subject.Id,
            SubjectName = fact.Subject.Name,
            Reason = fact.Reason,
            Body = Encoding.UTF8.GetString(bytes),
            Previous = previous,
            Hash = Digest.Of(bytes),
        };
    }

    /// <summary>The first entries of a chain.</summary>
    public static IReadOnlyList<AuditEntry> Begin(Actor actor, IEnumerable<AuditFact> facts, DateTimeOffset at)
    {
        var entries = new List<AuditEntry>();
        foreach (var fact in facts)
        {
            entries.Add(Link(actor, fact, at, entries.Count + 1, entries.Count == 0 ? Genesis : entries[^1].Hash));
        }

        return entries;
    }

    internal static string Number(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
