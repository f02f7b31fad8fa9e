namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>The layout of a block of observations, as docs/formats/observation-block.md describes it.</summary>
internal static class BlockFormat
{
    public const uint Version = 1;

    /// <summary>Magic, version.</summary>
    public const int HeaderBytes = 8 + sizeof(uint);

    /// <summary>Length of the directory, magic.</summary>
    public const int TailBytes = sizeof(uint) + 8;

    public const int MostRows = 1_000_000;
    public const int MostColumns = 2_100;
    public const int MostDirectoryBytes = 4 * 1024 * 1024;
    public const int MostColumnBytes = 256 * 1024 * 1024;
    public const int MostTextBytes = 32 * 1024;

    /// <summary>Numbers with at most as many different values are kept as codes.</summary>
    public const int MostNumberWords = 4096;

    public static ReadOnlySpan<byte> Magic => "PORTALOB"u8;

    public static InvalidDataException Broken(string sentence) => new("This is no block of observations: " + sentence);
}

/// <summary>How the bytes of a column are to be read. The numbers stand in stored blocks and never change.</summary>
internal enum ColumnForm
{
    Number = 1,
    Text = 2,
    Instant = 3,

    /// <summary>Hashes of the ids, rising, each with its row.</summary>
    IdIndex = 4,
}

/// <summary>How the bytes of a column are compressed. The numbers stand in stored blocks and never change.</summary>
internal enum ColumnPacking
{
    None = 0,
    Brotli = 1,
}

/// <summary>One line of a block's directory.</summary>
/// <param name="Offset">From the beginning of the block.</param>
/// <param name="Stored">Bytes as they lie there.</param>
/// <param name="Length">Bytes after unpacking.</param>
internal sealed record ColumnEntry(ObservedPart Part, string Name, ColumnForm Form, ColumnPacking Packing, long Offset, int Stored, int Length);
