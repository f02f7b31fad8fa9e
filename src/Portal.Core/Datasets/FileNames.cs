namespace Portal.Core.Datasets;

/// <summary>What senders call their files: kept for people to read, never made part of a path.</summary>
public static class FileNames
{
    public const int Longest = 255;

    /// <summary>The last part of the name without control characters; null when nothing readable is left.</summary>
    public static string? Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var readable = new string([.. last.Where(letter => !char.IsControl(letter))]).Trim();
        return readable.Length == 0 ? null : readable.Length <= Longest ? readable : readable[^Longest..];
    }
}
