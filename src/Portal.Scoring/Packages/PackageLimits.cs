namespace Portal.Scoring.Packages;

/// <summary>How much a package may be, whatever it declares: what counts is what really comes out of it.</summary>
internal sealed record PackageLimits
{
    /// <summary>Entries, folders included.</summary>
    public int Entries { get; init; } = 1000;

    /// <summary>Bytes of one unpacked file.</summary>
    public long FileBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Bytes of all unpacked files.</summary>
    public long TotalBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Unpacked bytes for each byte of the archive; looked at from <see cref="RatioFromBytes"/> on.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>So much may come out of however small an archive: weights that are all zero are no attack.</summary>
    public long RatioFromBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Folders that a file may lie in.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Characters of a path.</summary>
    public int PathLength { get; init; } = 200;
}
