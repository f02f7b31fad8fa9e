using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Storage;

namespace Portal.Core.Evaluations.Repeating;

/// <summary>One place where two pieces of evidence say different things.</summary>
/// <param name="Path">Such as <c>results.metrics.roc_auc</c>.</param>
/// <param name="Before">As JSON, cut where it is long; null where nothing stands there.</param>
/// <param name="Change">After less before, where both are numbers.</param>
public sealed record EvidenceDifference(string Path, string? Before, string? After, double? Change)
{
    private const string Machine = "machine.";

    /// <summary>Code, runtime or device.</summary>
    public bool IsOfMachine => Path.StartsWith(Machine, StringComparison.Ordinal);

    /// <summary>What the evidence was made from, not what came of it.</summary>
    internal bool IsGiven => EvidenceDifferences.IsGiven(Path);

    /// <summary>What differs, in a few words.</summary>
    public string Words => Path switch
    {
        "machine.code" => "the version of the portal's code",
        "machine.runtime" => "the version of the runtime",
        _ when IsOfMachine => "the device",
        _ => Path,
    };
}

/// <summary>Holds two canonical JSON documents against each other, place by place. Pure.</summary>
public static class EvidenceDifferences
{
    private const int LongestShown = 120;

    /// <summary>What usually explains the rest comes first.</summary>
    private static readonly string[] s_order = ["format", "machine.", "version.", "dataset.", "scoring.", "slices", "explanationRows", "randomness", "scoresSha256", "results.", "curves."];

    /// <returns>Every differing place, causes before effects; empty for equal documents.</returns>
    public static IReadOnlyList<EvidenceDifference> Of(byte[] before, byte[] after)
    {
        var found = new List<EvidenceDifference>();
        Walk("", JsonNode.Parse(before), JsonNode.Parse(after), found);
        return [.. found.OrderBy(difference => Place(difference.Path))];
    }

    internal static bool IsGiven(string path) => Place(path) is > 1 and < 7;

    private static int Place(string path)
    {
        var place = Array.FindIndex(s_order, start => path.StartsWith(start, StringComparison.Ordinal));
        return place < 0 ? s_order.Length : place;
    }

    private static void Walk(string path, JsonNode? before, JsonNode? after, List<EvidenceDifference> found)
    {
        if (before is JsonObject one && after is JsonObject other)
        {
            foreach (var name in one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.Ordinal))
            {
                Walk(path.Length == 0 ? name : $"{path}.{name}", one[name], other[name], found);
            }
        }
        else if (before is JsonArray first && after is JsonArray second)
        {
            for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
            {
                Walk(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), i < first.Count ? first[i] : null, i < second.Count ? second[i] : null, found);
            }
        }
        else if (Written(before) is var was && Written(after) is var became && was != became)
        {
            found.Add(new(path, Cut(was), Cut(became), Number(before) is { } from && Number(after) is { } to ? to - from : null));
        }
    }

    private static string? Written(JsonNode? node) => node is null ? null : Encoding.UTF8.GetString(CanonicalJson.Write(node));

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? node.GetValue<double>() : null;

    private static string? Cut(string? text) => text is null || text.Length <= LongestShown ? text : text[..(LongestShown - 1)] + "…";
}
