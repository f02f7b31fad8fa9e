using System.Text.RegularExpressions;

namespace Portal.Scoring.Running;

/// <summary>Makes a runtime's message fit for a page: it carries paths of this machine and of the one that built the runtime.</summary>
internal static partial class ErrorText
{
    private const int Longest = 300;

    public static string Clean(string message)
    {
        var text = Path().Replace(message, match => match.Value[(match.Value.LastIndexOfAny(['/', '\\']) + 1)..]);
        text = Space().Replace(text, " ").Trim();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    [GeneratedRegex(@"(?:\b[A-Za-z]:)?(?:[/\\][^\s/\\:'"",()\[\]]+)+[/\\]?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Path();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
