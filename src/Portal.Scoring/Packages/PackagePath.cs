namespace Portal.Scoring.Packages;

/// <summary>Which paths a package may have inside, and which of them are left aside. Pure.</summary>
internal static class PackagePath
{
    private const string NotPortable = "\\:*?\"<>|";

    /// <summary>The path in its plain form, without a leading <c>./</c> and the slash of a folder; empty for the package's own folder.</summary>
    /// <exception cref="Inputs.RefusedException">No package may have it.</exception>
    public static string Check(string path, int entry, PackageLimits limits)
    {
        if (path.Length > limits.PathLength)
        {
            throw PackageRefusals.PathTooLong(entry, limits.PathLength);
        }

        var plain = Plain(path);
        if (plain.Length == 0)
        {
            return plain;
        }

        var segments = plain.Split('/');
        if (!segments.All(IsPortable))
        {
            throw PackageRefusals.Path(entry);
        }

        return segments.Length - 1 <= limits.Depth ? plain : throw PackageRefusals.TooDeep(entry, limits.Depth);
    }

    /// <summary>What macOS adds to archives beside each file: never a model, though it may be called like one.</summary>
    public static bool IsDebris(string path) =>
        path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path[(path.LastIndexOf('/') + 1)..].StartsWith("._", StringComparison.Ordinal);

    private static string Plain(string path)
    {
        var plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return plain.EndsWith('/') ? plain[..^1] : plain;
    }

    private static bool IsPortable(string segment) =>
        segment.Length > 0
        && segment is not "." and not ".."
        && segment[^1] is not ' ' and not '.'
        && !segment.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || NotPortable.Contains(letter, StringComparison.Ordinal));
}
