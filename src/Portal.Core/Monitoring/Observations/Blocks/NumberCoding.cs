using System.Collections;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>A column of numbers as bytes: which rows have one, then the numbers themselves, by code where they repeat.</summary>
internal static class NumberCoding
{
    private const int Coded = 0;
    private const int Plain = 1;

    public static void Write(NumberColumn column, BlockOutput output)
    {
        var present = WritePresent(column.Values, output);
        var codes = new int[present.Length];
        if (Distinct(present, codes) is { } words)
        {
            output.Byte(Coded);
            output.Count(words.Count);
            output.Transposed(words.ToArray());
            output.Codes(codes, Math.Max(0, words.Count - 1));
        }
        else
        {
            output.Byte(Plain);
            output.Transposed(present);
        }

        output.Count(column.Unread.Count);
        var before = 0;
        foreach (var cell in column.Unread)
        {
            output.Count(cell.Row - before);
            output.Text(cell.Text);
            before = cell.Row;
        }
    }

    public static NumberColumn Read(ColumnEntry entry, int rows, ref BlockInput input)
    {
        var missing = ReadMissing(rows, ref input);
        var count = rows - missing.Cast<bool>().Count(bit => bit);
        var form = input.Byte();
        double[] present;
        switch (form)
        {
            case Coded:
                var words = input.Transposed(input.Count(Math.Min(count, BlockFormat.MostNumberWords), "different numbers"));
                present = Array.ConvertAll(input.Codes(count, words.Length - 1), code => words[code]);
                break;
            case Plain:
                present = input.Transposed(count);
                break;
            default:
                throw BlockFormat.Broken($"numbers have the form {form}.");
        }

        if (Array.Exists(present, value => !double.IsFinite(value)))
        {
            throw BlockFormat.Broken("a number is not finite.");
        }

        return new NumberColumn(entry.Part, entry.Name, Spread(present, missing), ReadUnread(rows, missing, ref input));
    }

    private static double[] WritePresent(double[] values, BlockOutput output)
    {
        var gaps = 0;
        foreach (var value in values)
        {
            gaps += double.IsNaN(value) ? 1 : 0;
        }

        output.Byte(gaps > 0 ? 1 : 0);
        if (gaps == 0)
        {
            return values;
        }

        var bits = new byte[(values.Length + 7) / 8];
        var present = new double[values.Length - gaps];
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                bits[row / 8] |= (byte)(1 << (row % 8));
            }
            else
            {
                present[next++] = values[row];
            }
        }

        output.Bytes(bits);
        return present;
    }

    private static BitArray ReadMissing(int rows, ref BlockInput input) => input.Byte() switch
    {
        0 => new BitArray(rows),
        1 => new BitArray(input.Take((rows + 7) / 8).ToArray()) { Length = rows },
        var other => throw BlockFormat.Broken($"missing rows are told in the form {other}."),
    };

    private static double[] Spread(double[] present, BitArray missing)
    {
        var values = new double[missing.Length];
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = missing[row] ? double.NaN : present[next++];
        }

        return values;
    }

    private static List<UnreadCell> ReadUnread(int rows, BitArray missing, ref BlockInput input)
    {
        var unread = new UnreadCell[input.Count(rows, "unread cells")];
        var row = 0L;
        for (var i = 0; i < unread.Length; i++)
        {
            row += input.Count(rows, "rows");
            if (row >= rows || !missing[(int)row] || (i > 0 && row == unread[i - 1].Row))
            {
                throw BlockFormat.Broken($"row {row} can't hold an unread cell.");
            }

            unread[i] = new UnreadCell((int)row, input.Text(BlockFormat.MostTextBytes));
        }

        return [.. unread];
    }

    /// <summary>The different values in the order of their first rows, and each row's place among them; null when they are too many.</summary>
    private static List<double>? Distinct(double[] values, int[] codes)
    {
        const int Slots = 4 * BlockFormat.MostNumberWords;
        var (slots, words) = (new int[Slots], new List<double>());
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToUInt64Bits(values[i]);
            var slot = (int)((bits * 0x9E3779B97F4A7C15UL) >> 50);
            while (slots[slot] > 0 && BitConverter.DoubleToUInt64Bits(words[slots[slot] - 1]) != bits)
            {
                slot = (slot + 1) % Slots;
            }

            if (slots[slot] == 0)
            {
                if (words.Count == BlockFormat.MostNumberWords || (words.Count > 64 && words.Count > values.Length / 2))
                {
                    return null;
                }

                words.Add(values[i]);
                slots[slot] = words.Count;
            }

            codes[i] = slots[slot] - 1;
        }

        return words;
    }
}
