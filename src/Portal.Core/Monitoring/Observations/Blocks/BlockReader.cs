using System.IO.Compression;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Reads a block column by column. Bytes that <see cref="BlockWriter"/> can't have written end in an
/// <see cref="InvalidDataException"/> with a sentence.</summary>
internal sealed class BlockReader : IDisposable
{
    private readonly Stream _content;
    private readonly IReadOnlyList<ColumnEntry> _entries;

    private BlockReader(Stream content, int rows, IReadOnlyList<ColumnEntry> entries) => (_content, Rows, _entries) = (content, rows, entries);

    public int Rows { get; }

    /// <summary>The columns without the index of ids, in their order.</summary>
    public IEnumerable<ColumnEntry> Columns => _entries.Where(entry => entry.Form != ColumnForm.IdIndex);

    /// <param name="content">Can be read at any place; disposed of with the reader.</param>
    /// <exception cref="InvalidDataException">It is no block.</exception>
    public static BlockReader Open(Stream content)
    {
        try
        {
            return OpenChecked(content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>A column; null where the block has none.</summary>
    public ObservedColumn? Find(ObservedPart part, string name = "") =>
        _entries.FirstOrDefault(entry => entry.Part == part && entry.Form != ColumnForm.IdIndex && string.Equals(entry.Name, name, StringComparison.Ordinal)) is { } entry ? Read(entry) : null;

    public ObservedColumn Read(ColumnEntry entry)
    {
        var input = new BlockInput(Unpack(entry));
        ObservedColumn column = entry.Form switch
        {
            ColumnForm.Number => NumberCoding.Read(entry, Rows, ref input),
            ColumnForm.Text => TextCoding.Read(entry, Rows, ref input),
            ColumnForm.Instant => TextCoding.ReadInstants(entry, Rows, ref input),
            _ => throw BlockFormat.Broken($"a column has the form {entry.Form}."),
        };
        input.End();
        return column;
    }

    /// <summary>What each row is called.</summary>
    public TextColumn Ids() =>
        Find(ObservedPart.Id) is TextColumn ids && Array.TrueForAll(ids.Codes, code => code >= 0) ? ids : throw BlockFormat.Broken("rows have no ids.");

    public IdIndex Index()
    {
        var entry = _entries.FirstOrDefault(entry => entry.Form == ColumnForm.IdIndex) ?? throw BlockFormat.Broken("it has no index of ids.");
        var input = new BlockInput(Unpack(entry));
        var index = TextCoding.ReadIndex(Rows, ref input);
        input.End();
        return index;
    }

    public void Dispose() => _content.Dispose();

    private static BlockReader OpenChecked(Stream content)
    {
        if (content.Length < BlockFormat.HeaderBytes + BlockFormat.TailBytes)
        {
            throw BlockFormat.Broken("it is too short.");
        }

        var head = new BlockInput(At(content, 0, BlockFormat.HeaderBytes));
        var isOurs = head.Take(BlockFormat.Magic.Length).SequenceEqual(BlockFormat.Magic);
        var version = head.Word32();
        var tail = new BlockInput(At(content, content.Length - BlockFormat.TailBytes, BlockFormat.TailBytes));
        var length = tail.Word32();
        if (!isOurs || !tail.Take(BlockFormat.Magic.Length).SequenceEqual(BlockFormat.Magic))
        {
            throw BlockFormat.Broken("it does not begin and end as one.");
        }

        if (version != BlockFormat.Version)
        {
            throw BlockFormat.Broken($"its layout is version {version}; {BlockFormat.Version} is known.");
        }

        var start = content.Length - BlockFormat.TailBytes - length;
        if (length > BlockFormat.MostDirectoryBytes || start < BlockFormat.HeaderBytes)
        {
            throw BlockFormat.Broken($"its directory can't have {length} bytes.");
        }

        var input = new BlockInput(At(content, start, (int)length));
        var rows = input.Count(BlockFormat.MostRows, "rows");
        var entries = Entries(start, ref input);
        input.End();
        return new BlockReader(content, rows, entries);
    }

    private static List<ColumnEntry> Entries(long end, ref BlockInput input)
    {
        var entries = new List<ColumnEntry>();
        var count = input.Count(BlockFormat.MostColumns, "columns");
        while (entries.Count < count)
        {
            var entry = new ColumnEntry(
                (ObservedPart)input.Byte(), input.Text(4 * Datasets.DatasetColumn.LongestName), (ColumnForm)input.Byte(), (ColumnPacking)input.Byte(),
                (long)input.Number(), input.Count(BlockFormat.MostColumnBytes, "bytes in a column"), input.Count(BlockFormat.MostColumnBytes, "bytes in a column"));
            if (!Enum.IsDefined(entry.Part) || !Enum.IsDefined(entry.Form) || !Enum.IsDefined(entry.Packing))
            {
                throw BlockFormat.Broken("a column is of a kind that is not known.");
            }

            if (entry.Offset < BlockFormat.HeaderBytes || entry.Offset > end - entry.Stored)
            {
                throw BlockFormat.Broken("a column lies outside of it.");
            }

            if (entries.Exists(other => other.Part == entry.Part && other.Form == entry.Form && string.Equals(other.Name, entry.Name, StringComparison.Ordinal)))
            {
                throw BlockFormat.Broken("a column stands in it twice.");
            }

            entries.Add(entry);
        }

        return entries;
    }

    private byte[] Unpack(ColumnEntry entry)
    {
        var stored = At(_content, entry.Offset, entry.Stored);
        if (entry.Packing == ColumnPacking.None)
        {
            return entry.Stored == entry.Length ? stored : throw BlockFormat.Broken("a column has two lengths.");
        }

        var raw = new byte[entry.Length];
        return BrotliDecoder.TryDecompress(stored, raw, out var written) && written == raw.Length ? raw : throw BlockFormat.Broken("a column can't be unpacked.");
    }

    private static byte[] At(Stream content, long offset, int length)
    {
        var bytes = new byte[length];
        content.Position = offset;
        try
        {
            content.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw BlockFormat.Broken("it ends too early.");
        }

        return bytes;
    }
}
