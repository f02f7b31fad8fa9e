using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Core.Audit;

/// <summary>
/// The columns of an entry repeat parts of its body, to be searched and shown. The hash covers the body alone, so what is shown is
/// compared with it. Pure.
/// </summary>
public static class AuditColumns
{
    /// <summary>Which column shows something else than the body says, in a sentence; null when all agree.</summary>
    public static string? Differing(AuditEntry entry)
    {
        if (Parse(entry.Body) is not { } body)
        {
            return "The entry's content is not what an entry holds.";
        }

        (string Column, string? Shown, string? Said)[] pairs =
        [
            ("tenant", entry.TenantId.ToString(), Text(body, "tenant")),
            ("number", AuditChain.Number(entry.Sequence), Text(body, "sequence")),
            ("predecessor", entry.Previous.Hex, Text(body, "previous")),
            ("instant", AuditChain.Instant(entry.At), Text(body, "at")),
            ("actor's id", entry.ActorId?.ToString(), Text(body, "actor", "id")),
            ("actor", entry.ActorName, Text(body, "actor", "name")),
            ("origin", entry.Origin.ToString(), Text(body, "actor", "origin")),
            ("action", entry.Action, Text(body, "action")),
            ("subject's kind", entry.SubjectKind, Text(body, "subject", "kind")),
            ("subject's id", entry.SubjectId, Text(body, "subject", "id")),
            ("subject", entry.SubjectName, Text(body, "subject", "name")),
            ("reason", entry.Reason, Text(body, "reason")),
        ];
        var (column, shown, said) = Array.Find(pairs, pair => !string.Equals(pair.Shown, pair.Said, StringComparison.Ordinal));
        return column is null ? null : $"The entry shows the {column} {Quoted(shown)}, its content says {Quoted(said)}: what is shown was changed.";
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject body, string member, string? part = null)
    {
        var value = part is null ? body[member] : (body[member] as JsonObject)?[part];
        return value is JsonValue one ? one.TryGetValue<string>(out var text) ? text : one.ToJsonString() : null;
    }

    private static string Quoted(string? text) => text is null ? "nothing" : $"'{text}'";
}
