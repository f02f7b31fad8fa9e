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
        var (body, directory, raw) = (new BlockOutput(BytesFor(rows, 32)), new BlockOutput(), new BlockOutput(BytesFor(rows, 16)));
        body.Bytes(BlockFormat.Magic);
        body.Word32(BlockFormat.Version);
        directory.Count(rows);
        directory.Count(columns.Count + 1);
        foreach (var column in columns)
        {
            raw.Clear();
            Append(column.Part, column.Name, Encode(column, raw), raw, body, directory, isDense: false);
        }

        raw.Clear();
        TextCoding.Write(IdIndex.Of(columns.OfType<TextColumn>().Single(column => column.Part == ObservedPart.Id)), raw);
        Append(ObservedPart.Id, "", ColumnForm.IdIndex, raw, body, directory, isDense: true);
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
        var (offset, length) = (body.Length, 0);
        var isPacked = !isDense && BrotliEncoder.TryCompress(raw.Written, body.Room(BrotliEncoder.GetMaxCompressedLength(raw.Length)), out length, Quality, Window) && length < raw.Length;
        directory.Byte((int)part);
        directory.Text(name);
        directory.Byte((int)form);
        directory.Byte((int)(isPacked ? ColumnPacking.Brotli : ColumnPacking.None));
        directory.Count(offset);
        directory.Count(isPacked ? length : raw.Length);
        directory.Count(raw.Length);
        if (isPacked)
        {
            body.Keep(length);
        }
        else
        {
            body.Bytes(raw.Written);
        }
    }

    /// <summary>What most blocks need; it grows where one needs more.</summary>
    private static int BytesFor(int rows, int bytesARow) => Math.Clamp(rows * bytesARow, 1024, 4 * 1024 * 1024);
}
