using System.Text;
using System.Text.Json;
using Portal.Core.Storage;

namespace Portal.Core.Audit;

/// <summary>
/// One line of an exported trail: <c>{"entry":BODY,"hash":"HEX"}</c>, where BODY stands byte for byte as it was hashed.
/// There is exactly one spelling of a line, so that any changed byte shows.
/// </summary>
internal static class AuditLine
{
    private const string Head = "{\"entry\":";
    private const string Middle = ",\"hash\":\"";
    private const string Tail = "\"}";
    private const int HashLength = 64;

    public static string Write(string body, Digest hash) => Head + body + Middle + hash.Hex + Tail;

    /// <summary>Null when the line is not of the one spelling.</summary>
    public static (string Body, Digest Hash)? Read(string line)
    {
        var bodyEnd = line.Length - Tail.Length - HashLength - Middle.Length;
        if (bodyEnd <= Head.Length
            || !line.StartsWith(Head, StringComparison.Ordinal)
            || !line.EndsWith(Tail, StringComparison.Ordinal)
            || !line.AsSpan(bodyEnd).StartsWith(Middle, StringComparison.Ordinal)
            || !Digest.TryParse(line.Substring(bodyEnd + Middle.Length, HashLength), out var hash))
        {
            return null;
        }

        return (line[Head.Length..bodyEnd], hash);
    }

    /// <summary>Place and predecessor as the body itself states them; null when it does not.</summary>
    public static (long Sequence, Digest Previous)? Place(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("sequence", out var sequence) && sequence.TryGetInt64(out var number)
                && root.TryGetProperty("previous", out var previous) && previous.ValueKind == JsonValueKind.String
                && Digest.TryParse(previous.GetString(), out var digest)
                ? (number, digest)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
