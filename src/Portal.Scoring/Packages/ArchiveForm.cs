namespace Portal.Scoring.Packages;

/// <summary>What kind of archive a file is.</summary>
internal enum ArchiveForm
{
    /// <summary>None: the file is the model itself.</summary>
    None,

    Zip,

    Tar,

    /// <summary>A tar archive compressed with gzip.</summary>
    GzippedTar,
}

/// <summary>Tells an archive by its first bytes; what the sender calls the file says nothing.</summary>
internal static class ArchiveForms
{
    private const int TarMagicAt = 257;

    public static ArchiveForm Of(string path)
    {
        Span<byte> head = stackalloc byte[TarMagicAt + 5];
        using var file = File.OpenRead(path);
        return Of(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    public static ArchiveForm Of(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ArchiveForm.Zip,
        [0x1F, 0x8B, ..] => ArchiveForm.GzippedTar,
        _ when head.Length >= TarMagicAt + 5 && head.Slice(TarMagicAt, 5).SequenceEqual("ustar"u8) => ArchiveForm.Tar,
        _ => ArchiveForm.None,
    };
}
