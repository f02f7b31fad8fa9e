namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Texts, instants and the index of ids as bytes.</summary>
internal static class TextCoding
{
    private const int Coded = 0;
    private const int EachItsOwn = 1;

    public static void Write(TextColumn column, BlockOutput output)
    {
        output.Count(column.Words.Count);
        for (var word = 0; word < column.Words.Count; word++)
        {
            if (column.Words is Utf8Words utf8)
            {
                output.Text(utf8.Utf8(word));
            }
            else
            {
                output.Text(column.Words[word]);
            }
        }

        if (IsEachItsOwn(column))
        {
            output.Byte(EachItsOwn);
            return;
        }

        output.Byte(Coded);
        output.Codes(Array.ConvertAll(column.Codes, code => code + 1), column.Words.Count);
    }

    public static TextColumn Read(ColumnEntry entry, int rows, ref BlockInput input)
    {
        var words = new string[input.Count(rows, "different texts")];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = input.Text(BlockFormat.MostTextBytes);
        }

        var form = input.Byte();
        if (form == EachItsOwn && words.Length == rows)
        {
            return new TextColumn(entry.Part, entry.Name, words, [.. Enumerable.Range(0, rows)]);
        }

        return form == Coded
            ? new TextColumn(entry.Part, entry.Name, words, Array.ConvertAll(input.Codes(rows, words.Length), code => code - 1))
            : throw BlockFormat.Broken($"texts have the form {form}.");
    }

    public static void Write(InstantColumn column, BlockOutput output)
    {
        var before = 0L;
        foreach (var instant in column.Milliseconds)
        {
            output.Signed(instant - before);
            before = instant;
        }
    }

    public static InstantColumn ReadInstants(ColumnEntry entry, int rows, ref BlockInput input)
    {
        var instants = new long[rows];
        var before = 0L;
        for (var row = 0; row < rows; row++)
        {
            before = unchecked(before + input.Signed());
            instants[row] = before >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && before <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? before
                : throw BlockFormat.Broken("an instant lies outside of the calendar.");
        }

        return new InstantColumn(entry.Part, entry.Name, instants);
    }

    public static void Write(IdIndex index, BlockOutput output)
    {
        var before = 0UL;
        foreach (var hash in index.Hashes)
        {
            output.Number(hash - before);
            before = hash;
        }

        output.Codes(index.Rows, Math.Max(0, index.Rows.Length - 1));
    }

    public static IdIndex ReadIndex(int rows, ref BlockInput input)
    {
        var hashes = new ulong[rows];
        var before = 0UL;
        for (var i = 0; i < rows; i++)
        {
            hashes[i] = unchecked(before + input.Number());
            before = hashes[i] >= before ? hashes[i] : throw BlockFormat.Broken("the index of ids does not rise.");
        }

        return new IdIndex(hashes, input.Codes(rows, Math.Max(0, rows - 1)));
    }

    private static bool IsEachItsOwn(TextColumn column)
    {
        for (var row = 0; row < column.Codes.Length; row++)
        {
            if (column.Codes[row] != row)
            {
                return false;
            }
        }

        return column.Words.Count == column.Codes.Length;
    }
}
