namespace Portal.Core.Promotions.Documents;

/// <param name="Number">From 1.</param>
public sealed record TextLine(int Number, string Text, bool IsWrong);

/// <summary>The lines around a wrong place, so that whoever wrote it sees what is meant. Pure.</summary>
public static class YamlExcerpt
{
    private const int Around = 3;
    private const int LongestLine = 200;

    public static IReadOnlyList<TextLine> Of(string text, long line)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var wrong = (int)Math.Clamp(line, 1, lines.Length);
        var first = Math.Max(1, wrong - Around);
        var last = Math.Min(lines.Length, wrong + Around);
        return [.. Enumerable.Range(first, last - first + 1).Select(number => new TextLine(number, Cut(lines[number - 1]), number == wrong))];
    }

    private static string Cut(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + "…";
}
