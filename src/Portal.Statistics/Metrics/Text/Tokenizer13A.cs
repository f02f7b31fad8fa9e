using System.Text.RegularExpressions;

namespace Portal.Statistics.Metrics.Text;

/// <summary>The tokenisation of the WMT script <c>mteval-v13a</c>, which sacreBLEU calls 13a: most ASCII punctuation stands alone, full
/// stop and comma only outside numbers, a dash only behind a digit. Case is kept.</summary>
internal static partial class Tokenizer13A
{
    public static string[] Tokens(string text)
    {
        var line = text.TrimEnd()
            .Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);
        line = Symbol().Replace($" {line} ", " $0 ");
        line = PointBehindOther().Replace(line, "${before} ${mark} ");
        line = PointBeforeOther().Replace(line, " ${mark} ${after}");
        line = DashBehindDigit().Replace(line, "${before} ${mark} ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"[ -&(-+/:-@\[-`{-~]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Symbol();

    [GeneratedRegex("(?<before>[^0-9])(?<mark>[.,])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PointBehindOther();

    [GeneratedRegex("(?<mark>[.,])(?<after>[^0-9])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PointBeforeOther();

    [GeneratedRegex("(?<before>[0-9])(?<mark>-)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DashBehindDigit();
}
