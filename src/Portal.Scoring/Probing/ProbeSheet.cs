using System.Buffers;
using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Probing;

/// <summary>The sampled rows with the columns that the model takes, written as a table again and again, each time with one column
/// changed: so that a changed row is read in exactly the way in which every other one is.</summary>
internal sealed class ProbeSheet
{
    private readonly ArrayBufferWriter<byte> _table = new();

    private ProbeSheet(IReadOnlyList<SampledColumn> columns) => Columns = columns;

    public IReadOnlyList<SampledColumn> Columns { get; }

    /// <summary>Takes the rows out of a table that was scored from beginning to end.</summary>
    /// <param name="path">The table.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="rows">The rows, from 0, rising.</param>
    public static ProbeSheet Read(string path, IReadOnlyList<InputColumn> inputs, long[] rows)
    {
        var fields = inputs.Select(_ => new byte[rows.Length][]).ToArray();
        using var table = CsvReader.Open(path);
        var places = inputs.Select(input => table.IndexOf(input.Name)).ToArray();
        for (var taken = 0; taken < rows.Length && SkipTo(table, rows[taken]) && table.Read();)
        {
            for (var column = 0; column < places.Length; column++)
            {
                fields[column][taken] = table[places[column]].ToArray();
            }

            taken++;
        }

        return new ProbeSheet([.. inputs.Zip(fields, (input, own) => new SampledColumn(input, own))]);
    }

    /// <returns>False when there are not as many rows.</returns>
    private static bool SkipTo(CsvReader table, long row)
    {
        const int AtOnce = 256;
        while (table.Row < row)
        {
            if (table.ReadRows((int)Math.Min(AtOnce, row - table.Row)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The table with some fields instead of a column's own; valid until the next one is written.</summary>
    /// <param name="changed">Index of the column; −1 for none.</param>
    /// <param name="fields">One for each row.</param>
    public CsvReader Write(int changed, byte[][] fields)
    {
        _table.ResetWrittenCount();
        WriteRow(column => Encoding.UTF8.GetBytes(Columns[column].Name));
        for (var row = 0; row < Columns[0].Fields.Length; row++)
        {
            var current = row;
            WriteRow(column => column == changed ? fields[current] : Columns[column].Fields[current]);
        }

        return CsvReader.Open(new MemoryStream(_table.WrittenSpan.ToArray(), writable: false));
    }

    private void WriteRow(Func<int, byte[]> field)
    {
        for (var column = 0; column < Columns.Count; column++)
        {
            if (column > 0)
            {
                _table.Write(","u8);
            }

            WriteField(field(column));
        }

        _table.Write("\n"u8);
    }

    private void WriteField(ReadOnlySpan<byte> field)
    {
        if (!field.ContainsAny(",\"\r\n"u8))
        {
            _table.Write(field);
            return;
        }

        _table.Write("\""u8);
        foreach (var current in field)
        {
            if (current == (byte)'"')
            {
                _table.Write("\""u8);
            }

            _table.Write([current]);
        }

        _table.Write("\""u8);
    }
}
