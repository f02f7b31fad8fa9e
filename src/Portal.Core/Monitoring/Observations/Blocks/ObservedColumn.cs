using System.Runtime.InteropServices;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>One column of some observations, a value a row.</summary>
/// <param name="Name">For features, attributes and identifiers: as the training data call it. Empty for what the portal itself names.</param>
internal abstract record ObservedColumn(ObservedPart Part, string Name)
{
    public abstract int Rows { get; }

    /// <summary>The same of some of the rows, in their order.</summary>
    public abstract ObservedColumn Take(int[] rows);

    /// <summary>As a person reads it; null where it is missing.</summary>
    public abstract string? TextOf(int row);
}

/// <summary>What stood in a cell that should have held a number.</summary>
internal readonly record struct UnreadCell(int Row, string Text);

/// <param name="Values">NaN where it is missing or could not be read.</param>
/// <param name="Unread">Cells that were no number, by row.</param>
internal sealed record NumberColumn(ObservedPart Part, string Name, double[] Values, IReadOnlyList<UnreadCell> Unread) : ObservedColumn(Part, Name)
{
    public override int Rows => Values.Length;

    public override NumberColumn Take(int[] rows)
    {
        var unread = Unread.ToDictionary(cell => cell.Row, cell => cell.Text);
        var kept = new List<UnreadCell>();
        for (var i = 0; i < rows.Length && unread.Count > 0; i++)
        {
            if (unread.TryGetValue(rows[i], out var text))
            {
                kept.Add(new UnreadCell(i, text));
            }
        }

        return new NumberColumn(Part, Name, Array.ConvertAll(rows, row => Values[row]), kept);
    }

    public override string? TextOf(int row) =>
        !double.IsNaN(Values[row]) ? Values[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : Unread.FirstOrDefault(cell => cell.Row == row).Text;
}

/// <param name="Words">Each once, in the order of their first rows.</param>
/// <param name="Codes">Index into the words; −1 where it is missing.</param>
internal sealed record TextColumn(ObservedPart Part, string Name, IReadOnlyList<string> Words, int[] Codes) : ObservedColumn(Part, Name)
{
    public override int Rows => Codes.Length;

    public override TextColumn Take(int[] rows)
    {
        var (words, known, codes) = (new List<int>(), new int[Words.Count], new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var code = Codes[rows[i]];
            if (code >= 0 && known[code] == 0)
            {
                words.Add(code);
                known[code] = words.Count;
            }

            codes[i] = code < 0 ? -1 : known[code] - 1;
        }

        return new TextColumn(Part, Name, Words is Utf8Words utf8 ? utf8.Take(CollectionsMarshal.AsSpan(words)) : words.ConvertAll(word => Words[word]), codes);
    }

    public override string? TextOf(int row) => Codes[row] < 0 ? null : Words[Codes[row]];
}

/// <param name="Milliseconds">Since the beginning of 1970, UTC.</param>
internal sealed record InstantColumn(ObservedPart Part, string Name, long[] Milliseconds) : ObservedColumn(Part, Name)
{
    public override int Rows => Milliseconds.Length;

    public override InstantColumn Take(int[] rows) => new(Part, Name, Array.ConvertAll(rows, row => Milliseconds[row]));

    public override string TextOf(int row) => At(row).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public DateTimeOffset At(int row) => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds[row]);
}
