namespace Portal.Statistics.Uncertainty;

/// <summary>Rows drawn without replacement.</summary>
internal static class SeededSample
{
    /// <summary>Draws by the shuffle of R. A. Fisher and F. Yates, stopped when enough are drawn.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="draws">How many to draw, at most as many.</param>
    /// <param name="seed">Names the stream.</param>
    /// <returns>Indices in rising order.</returns>
    public static int[] Of(int rows, int draws, ulong seed)
    {
        var order = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            order[row] = row;
        }

        Shuffle(order, draws, new RandomStream(seed));
        var drawn = order[..draws];
        Array.Sort(drawn);
        return drawn;
    }

    /// <summary>Brings a drawn row to each of the first places.</summary>
    public static void Shuffle(Span<int> order, int places, RandomStream stream)
    {
        for (var place = 0; place < places; place++)
        {
            var other = place + stream.NextIndex(order.Length - place);
            (order[place], order[other]) = (order[other], order[place]);
        }
    }
}
