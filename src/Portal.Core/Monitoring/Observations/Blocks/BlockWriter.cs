using System.IO.Compression;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Writes observations as one immutable block: each column by itself, so that a question reads the columns that it needs. The
/// same rows give the same bytes.</summary>
internal static class BlockWriter
{
    /// <summary>Fast: what is kept on disk is a fifth of the table either way.</summary>
    private const int Quality = 2;
    private const int Window = 20;

    /// <param name="columns">Of equally many rows; one of them holds the ids, none missing.</param>
    public static byte[] Write(IReadOnlyList<ObservedColumn> columns)
    {
        var rows = columns[0].Rows;
        var (body, directory) = (new BlockOutput(), new BlockOutput());
        body.Bytes(BlockFormat.Magic);
        body.Word32(BlockFormat.Version);
        directory.Count(rows);
        directory.Count(columns.Count + 1);
        foreach (var column in columns)
        {
            var raw = new BlockOutput();
            Append(column.Part, column.Name, Encode(column, raw), raw, body, directory, isDense: false);
        }

        var index = new BlockOutput();
        TextCoding.Write(IdIndex.Of(columns.OfType<TextColumn>().Single(column => column.Part == ObservedPart.Id)), index);
        Append(ObservedPart.Id, "", ColumnForm.IdIndex, index, body, directory, isDense: true);
        body.Bytes(directory.Written);
        body.Word32((uint)directory.Length);
        body.Bytes(BlockFormat.Magic);
        return body.Written.ToArray();
    }

    private static ColumnForm Encode(ObservedColumn column, BlockOutput output)
    {
        switch (column)
        {
            case NumberColumn numbers:
                NumberCoding.Write(numbers, output);
                return ColumnForm.Number;
            case TextColumn texts:
                TextCoding.Write(texts, output);
                return ColumnForm.Text;
            case InstantColumn instants:
                TextCoding.Write(instants, output);
                return ColumnForm.Instant;
            default:
                throw new ArgumentException("A column of this kind has no form in a block.", nameof(column));
        }
    }

    /// <param name="isDense">Hashes are as good as random: no packing makes them smaller.</param>
    private static void Append(ObservedPart part, string name, ColumnForm form, BlockOutput raw, BlockOutput body, BlockOutput directory, bool isDense)
    {
        var packed = new byte[isDense ? 0 : BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        var isPacked = BrotliEncoder.TryCompress(raw.Written, packed, out var length, Quality, Window) && !isDense && length < raw.Length;
        directory.Byte((int)part);
        directory.Text(name);
        directory.Byte((int)form);
        directory.Byte((int)(isPacked ? ColumnPacking.Brotli : ColumnPacking.None));
        directory.Count(body.Length);
        directory.Count(isPacked ? length : raw.Length);
        directory.Count(raw.Length);
        body.Bytes(isPacked ? packed.AsSpan(0, length) : raw.Written);
    }
}
