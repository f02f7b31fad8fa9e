using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Core.Storage;

/// <summary>
/// The one thing that a message is about: a promotion, what is live of a model in an environment, an incident, a version. Whoever passes
/// messages on keeps those of one subject in order. Pure.
/// </summary>
public static class MessageSubject
{
    public const int Longest = 200;

    /// <summary>Kinds by what stands before their dot, where the thing has another name, or other fields name it.</summary>
    private static readonly FrozenDictionary<string, (string Noun, string[] Fields)> s_subjects = new Dictionary<string, (string, string[])>(StringComparer.Ordinal)
    {
        ["evaluation"] = ("version", ["versionId"]),
        ["exception"] = ("promotion", ["promotionId"]),
        ["deployment"] = ("deployment", ["environmentId", "modelId"]),
        ["rollout"] = ("deployment", ["environmentId", "modelId"]),
        ["retraining"] = ("retraining", ["number"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Such as <c>promotion:0199…</c>; null where the message names no thing, and so has no order.</returns>
    public static string? Of(string kind, JsonObject body)
    {
        var noun = NounOf(kind);
        if (s_subjects.TryGetValue(noun, out var known))
        {
            return Join(known.Noun, body, known.Fields);
        }

        return Join(noun, body, [Camel(noun) + "Id"]) ?? Join(noun, body, ["number"]);
    }

    /// <summary>What the subject of such a message is: <c>version</c> for <c>evaluation.completed</c>.</summary>
    public static string ThingOf(string kind) => s_subjects.TryGetValue(NounOf(kind), out var known) ? known.Noun : NounOf(kind);

    private static string NounOf(string kind) => kind.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? kind[..dot] : kind;

    private static string? Join(string noun, JsonObject body, string[] fields)
    {
        var values = fields.Select(field => body[field] is JsonValue value ? value.ToString() : "").ToList();
        return values.Contains("") ? null : Texts.Fit($"{noun}:{string.Join(':', values)}", Longest);
    }

    private static string Camel(string noun)
    {
        var words = noun.Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => word.Length == 0 ? "" : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
    }
}
