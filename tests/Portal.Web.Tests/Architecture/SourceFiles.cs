using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Architecture;

/// <summary>The sources as text: what the compiler has no rule for is read from them.</summary>
internal static partial class SourceFiles
{
    public static IEnumerable<(string Path, string Text)> Of(params string[] folder)
    {
        var root = Repository.Folder(folder);
        return Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)));
    }

    /// <summary>The rooms of Portal.Core that a source names, in using directives or in full.</summary>
    public static IEnumerable<string> RoomsNamedIn(string text) => CoreRoom().Matches(text).Select(match => match.Groups["room"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"Portal\.Core\.(?<room>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CoreRoom();
}
